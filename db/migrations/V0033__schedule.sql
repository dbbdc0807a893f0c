-- A node's use is paid for from a start to the next stop of its cluster.
alter table node add column usage_id uuid;
update node set usage_id = id;
alter table node alter column usage_id set not null;

-- When clusters run.
create table cluster_schedule (
    cluster_id uuid primary key references cluster (id) on delete cascade,
    version    bigint  not null,
    time_zone  text    not null,
    windows    text[]  not null,
    stop_tried boolean not null,
    tried_at   timestamp with time zone
);

-- When clusters were stopped, and what of. Half-open, UTC.
create table cluster_pause (
    cluster_id   uuid                     not null,
    started_at   timestamp with time zone not null,
    stopped_at   timestamp with time zone,
    account_id   text                     not null,
    region       text                     not null,
    cluster_name text                     not null,
    nodes        int                      not null,
    node_type    text                     not null,
    engine       text                     not null,
    primary key (cluster_id, started_at),
    check (stopped_at >= started_at)
);
