-- A cluster needs the service updates that were released after its creation.
alter table cluster add column created_at timestamp with time zone not null default now();

-- Counts the service updates that were asked for. A node has the number that its cluster had when
-- the node's engine was started: one with a lower number has to be restarted.
alter table cluster add column patch_level int not null default 0;
alter table node add column patch_level int not null default 0;

create table applied_service_update (
    id           uuid                     primary key,
    cluster_id   uuid                     not null references cluster (id),
    name         text                     not null,
    patch_level  int                      not null,
    completed_at timestamp with time zone,
    unique (cluster_id, name)
);
