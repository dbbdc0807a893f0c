-- What was told about the use of nodes. Nothing here ever changes, and the intervals follow from it:
-- told twice, or in another order, the same comes out.
create table usage_event (
    node_id      uuid                     not null,
    kind         text                     not null,
    at           timestamp with time zone not null,
    account_id   text                     not null,
    region       text                     not null,
    cluster_name text                     not null,
    shard_name   text,
    node_name    text                     not null,
    node_type    text,
    engine       text,
    tags         jsonb,
    primary key (node_id, kind, at),
    check (kind in ('STARTED', 'CHANGED', 'TAGGED', 'STOPPED'))
);

-- When each node was used, and as what. Half-open, UTC. A node that changes its type or engine begins
-- a new run; one whose cluster is tagged otherwise goes on with its run, for hours are counted from
-- the beginning of a run.
alter table usage_record rename to usage_interval;
alter table usage_interval add column shard_name text;
alter table usage_interval add column run_started_at timestamp with time zone;
alter table usage_interval add column tags jsonb;
update usage_interval
set shard_name = substring(node_name from '-([0-9]+)-[0-9]+$'), run_started_at = started_at, tags = '{}';
alter table usage_interval alter column shard_name set not null;
alter table usage_interval alter column run_started_at set not null;
alter table usage_interval alter column tags set not null;

insert into usage_event
select node_id, case when started_at = min(started_at) over (partition by node_id) then 'STARTED' else 'CHANGED' end,
       started_at, account_id, region, cluster_name, shard_name, node_name, node_type, engine, tags
from usage_interval;
insert into usage_event
select node_id, 'STOPPED', max(stopped_at), account_id, region, cluster_name, null, node_name, null, null, null
from usage_interval
group by node_id, account_id, region, cluster_name, node_name
having bool_and(stopped_at is not null);

-- What is used now, or was after some time.
create index usage_interval_end_idx on usage_interval (account_id, coalesce(stopped_at, 'infinity'));
create index usage_event_cluster_idx on usage_event (account_id, region, cluster_name);

-- Snapshots that are kept. Half-open, UTC.
create table storage_interval (
    snapshot_id  uuid                     not null,
    started_at   timestamp with time zone not null,
    stopped_at   timestamp with time zone,
    account_id   text                     not null,
    region       text                     not null,
    arn          text                     not null,
    cluster_name text                     not null,
    bytes        bigint                   not null,
    tags         jsonb                    not null,
    primary key (snapshot_id, started_at),
    check (stopped_at >= started_at)
);

create index storage_interval_end_idx on storage_interval (account_id, coalesce(stopped_at, 'infinity'));

-- Snapshots that were there before.
insert into storage_interval
select s.id, s.created_at, null, s.account_id, s.region, s.arn, s.cluster_name, t.size, '{}'
from snapshot s
join (select snapshot_id, coalesce(sum(size), 0) as size from snapshot_shard group by snapshot_id) t
  on t.snapshot_id = s.id
where s.status = 'AVAILABLE';

-- How many hours of a run have begun by a time. Each is paid for as soon as it begins, so that the
-- hours of a period are the difference of two of these, and those of its parts add up to them. A double
-- tells microseconds apart for three centuries, and is counted in a fraction of a numeric's time.
create function hours_begun(run_started_at timestamp with time zone, at timestamp with time zone) returns bigint
    language sql immutable parallel safe
    return ceil(date_part('epoch', at - run_started_at) / 3600);

-- What was used in whole days and months, by what it is paid for. It can always be made anew from
-- the intervals.
create table usage_day (
    day                   date           not null,
    account_id            text           not null,
    region                text           not null,
    cluster_name          text           not null,
    node_type             text           not null,
    engine                text           not null,
    tags                  jsonb          not null,
    seconds               numeric        not null,
    hours                 bigint         not null,
    reserved_hours        numeric        not null,
    snapshot_byte_seconds numeric        not null,
    unique (account_id, day, region, cluster_name, node_type, engine, tags)
);

create table usage_month (
    like usage_day including defaults
);
alter table usage_month rename column day to month;
alter table usage_month
    add unique (account_id, month, region, cluster_name, node_type, engine, tags);

-- Days before this one are rolled up, and the sum of its month reaches until the other: what becomes
-- known late moves the first back. One row.
create table usage_rollup (
    id        int primary key default 1 check (id = 1),
    day       date not null,
    month_day date not null
);
insert into usage_rollup (day, month_day) values ('2000-01-01', '2000-01-01');

-- Prices that a user put in place of those that ship. At most one row.
create sequence price_catalogue_version;
create table price_catalogue (
    id      int primary key default 1 check (id = 1),
    version bigint not null,
    content text   not null
);
