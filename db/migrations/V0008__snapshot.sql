create table snapshot (
    id                       uuid                     primary key,
    version                  bigint                   not null,
    account_id               text                     not null,
    region                   text                     not null,
    name                     text                     not null,
    arn                      text                     not null unique,
    status                   text                     not null,
    source                   text                     not null,
    kms_key_id               text,
    created_at               timestamp with time zone not null,
    -- Which cluster it was taken of, and which snapshot it was copied from. Either may be gone.
    cluster_id               uuid                     not null,
    copied_from              uuid,
    cluster_name             text                     not null,
    cluster_description      text,
    node_type                text                     not null,
    data_tiering             boolean                  not null,
    engine                   text                     not null,
    engine_version           text                     not null,
    maintenance_window       text                     not null,
    sns_topic_arn            text,
    port                     int                      not null,
    parameter_group_name     text                     not null,
    subnet_group_name        text                     not null,
    snapshot_retention_limit int                      not null,
    snapshot_window          text                     not null,
    num_shards               int                      not null,
    unique (account_id, region, name)
);

create index snapshot_cluster_name_idx on snapshot (account_id, region, cluster_name, name);
create index snapshot_cluster_idx on snapshot (cluster_id, created_at);

create table snapshot_shard (
    snapshot_id   uuid not null references snapshot (id),
    name          text not null,
    slots         text not null,
    replica_count int  not null,
    -- The node that it is taken from, and when that happened.
    node_name     text not null,
    taken_at      timestamp with time zone,
    primary key (snapshot_id, name)
);
