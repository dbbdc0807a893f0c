-- What is said of single resources in the requests of provoked.txt.

-- On their way, so that they can't be changed.
update access_user set status = 'MODIFYING' where name = 'user-00002';
update acl set status = 'MODIFYING' where name = 'acl-00002';
update cluster set status = 'DELETING' where name = 'cluster-00002';
update multi_region_cluster set status = 'UPDATING' where name = 'ldgnf-00002';
update snapshot set status = 'CREATING' where name = 'snapshot-00002';

-- Without replicas, and with all the snapshots that it can have in a day.
update cluster set num_replicas_per_shard = 0 where name = 'cluster-00003';
update snapshot set created_at = now() where name = 'snapshot-00003';

-- As many failovers as there can be in a day.
insert into failover_call select account_id, region, now() from cluster where name = 'cluster-00005';
