create table multi_region_cluster (
    id                   uuid    primary key,
    version              bigint  not null,
    account_id           text    not null,
    -- Always empty: it belongs to no Region.
    region               text    not null,
    name                 text    not null,
    arn                  text    not null unique,
    description          text,
    status               text    not null,
    engine               text    not null,
    engine_version       text    not null,
    engine_patch_version text    not null,
    node_type            text    not null,
    num_shards           int     not null,
    tls_enabled          boolean not null,
    unique (account_id, region, name)
);

alter table cluster add column multi_region_cluster_name text;

create index cluster_multi_region_idx on cluster (account_id, multi_region_cluster_name)
    where multi_region_cluster_name is not null;
