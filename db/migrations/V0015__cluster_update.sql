alter table cluster add column sns_topic_status      text;
alter table cluster add column security_group_status text not null default 'ACTIVE';
-- The list that some node still has while a new one is being applied.
alter table cluster add column former_acl_name       text;

update cluster set sns_topic_status = 'ACTIVE' where sns_topic_arn is not null;

alter table shard add column failover      text;
alter table shard add column failover_node uuid;
alter table shard add column failed_over_at timestamp with time zone;

-- When shards were failed over on request: there may be only so many of these a day.
create table failover_call (
    account_id text                     not null,
    region     text                     not null,
    at         timestamp with time zone not null
);

create index failover_call_idx on failover_call (account_id, region, at);
