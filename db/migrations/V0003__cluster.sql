create table cluster (
    id                         uuid                     primary key,
    version                    bigint                   not null,
    account_id                 text                     not null,
    region                     text                     not null,
    name                       text                     not null,
    arn                        text                     not null unique,
    description                text,
    status                     text                     not null,
    trouble                    text,
    node_type                  text                     not null,
    num_shards                 int                      not null,
    num_replicas_per_shard     int                      not null,
    engine                     text                     not null,
    engine_version             text                     not null,
    engine_patch_version       text                     not null,
    parameter_group_name       text                     not null,
    acl_id                     uuid                     not null references acl (id),
    port                       int                      not null,
    tls_enabled                boolean                  not null,
    network_type               text                     not null,
    ip_discovery               text                     not null,
    subnet_group_name          text                     not null,
    security_group_ids         text[]                   not null,
    maintenance_window         text                     not null,
    snapshot_window            text                     not null,
    snapshot_retention_limit   int                      not null,
    auto_minor_version_upgrade boolean                  not null,
    data_tiering               boolean                  not null,
    kms_key_id                 text,
    sns_topic_arn              text,
    unique (account_id, region, name)
);

create index cluster_acl_idx on cluster (acl_id);

create table shard (
    id         uuid primary key,
    cluster_id uuid not null references cluster (id),
    number     int  not null,
    slots      text not null,
    unique (cluster_id, number)
);

create table node (
    id            uuid primary key,
    shard_id      uuid not null references shard (id),
    number        int  not null,
    status        text not null,
    zone          text not null,
    host          text not null,
    port          int  not null,
    access_digest text not null,
    created_at    timestamp with time zone not null,
    started_at    timestamp with time zone,
    unique (shard_id, number),
    -- Two nodes never share an address, whatever two control planes do at the same time.
    unique (host, port)
);

-- Where in the pool of addresses the next node looks for one. It goes round, so that an address
-- rests before a client of the node that had it last could mistake the new one for it.
create sequence node_address_seq;
