-- What keeps a metric of a cluster near a target, by its shards or replicas.
create table scaling_policy (
    id                uuid primary key,
    version           bigint           not null,
    cluster_id        uuid             not null references cluster (id) on delete cascade,
    dimension         text             not null,
    metric            text             not null,
    target_value      double precision not null,
    min_capacity      int              not null,
    max_capacity      int              not null,
    scale_in          boolean          not null,
    scale_in_seconds  int              not null,
    scale_out_seconds int              not null,
    activity_at       timestamp with time zone,
    activity_before   int,
    activity_after    int,
    activity_refusal  text,
    unique (cluster_id, dimension),
    check (min_capacity <= max_capacity)
);
