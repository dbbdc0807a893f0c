-- When the counters of a cluster's engines were read.
alter table cluster add column measured_at timestamp with time zone;

-- Where the log of each shard was when it was last looked at: what is written is the difference.
create table shard_log (
    cluster_id     uuid   not null,
    shard_name     text   not null,
    node           text   not null,
    run            text   not null,
    stream         text   not null,
    former_stream  text   not null,
    former_end     bigint not null,
    stream_offset  bigint not null,
    log_bytes      bigint not null,
    log_base_bytes bigint not null,
    log_rewrites   bigint not null,
    primary key (cluster_id, shard_name)
);

-- How many bytes clusters wrote to their logs, by the hour in which it was noticed.
create table data_written (
    hour         timestamp with time zone not null,
    account_id   text                     not null,
    region       text                     not null,
    cluster_name text                     not null,
    engine       text                     not null,
    tags         jsonb                    not null,
    bytes        bigint                   not null,
    primary key (account_id, hour, region, cluster_name, engine, tags)
);

alter table usage_day add column bytes_written numeric not null default 0;
alter table usage_month add column bytes_written numeric not null default 0;

-- What nodes had to bear in an hour: the most memory, and how their counters grew in so many seconds.
create table node_load (
    cluster_id  uuid                     not null,
    node_name   text                     not null,
    hour        timestamp with time zone not null,
    used_memory bigint                   not null,
    cpu_seconds double precision         not null,
    seconds     double precision         not null,
    lookups     bigint                   not null,
    primary key (cluster_id, node_name, hour)
);

-- The counters that these are the growth of.
create table node_counter (
    cluster_id  uuid                     not null,
    node_name   text                     not null,
    run         text                     not null,
    at          timestamp with time zone not null,
    used_memory bigint                   not null,
    cpu_seconds double precision         not null,
    lookups     bigint                   not null,
    is_primary  boolean                  not null,
    cpu_percent double precision         not null,
    primary key (cluster_id, node_name)
);
