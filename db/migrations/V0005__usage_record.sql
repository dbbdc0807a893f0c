-- When each node ran, from what the control plane recorded, never from samples. Half-open, UTC.
create table usage_record (
    node_id      uuid                     not null,
    started_at   timestamp with time zone not null,
    stopped_at   timestamp with time zone,
    account_id   text                     not null,
    region       text                     not null,
    cluster_name text                     not null,
    node_name    text                     not null,
    node_type    text                     not null,
    engine       text                     not null,
    primary key (node_id, started_at),
    check (stopped_at >= started_at)
);
