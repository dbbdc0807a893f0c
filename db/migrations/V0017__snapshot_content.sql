-- Where a snapshot is exported to. Such a row is gone once that is done.
alter table snapshot add column target_bucket text;

-- Bytes of the shard's RDB file.
alter table snapshot_shard add column size bigint;

-- What a cluster's first data came from. The snapshot may be gone.
alter table cluster add column restored_snapshot_id uuid;
alter table cluster add column restored_snapshot_name text;
alter table cluster add column restored_snapshot_arns text[];

-- A snapshot isn't deleted before its copies and the clusters restored from it are made.
create index snapshot_copied_from_idx on snapshot (copied_from);
create index cluster_restored_snapshot_idx on cluster (restored_snapshot_id);
