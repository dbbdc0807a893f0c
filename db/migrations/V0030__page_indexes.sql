-- Pages of the snapshots that were taken automatically, or by a user, without those of the other kind.
create index snapshot_source_idx on snapshot (account_id, region, source, name);

-- Pages of reserved nodes of a type, or of an offering.
create index reserved_node_type_idx
    on reserved_node (account_id, region, node_type, reservation_id);
create index reserved_node_offering_idx
    on reserved_node (account_id, region, offering_id, reservation_id);
