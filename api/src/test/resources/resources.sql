-- Resources number :first to :last of every kind, as their operations would have made them. None of
-- them has a task, so that nothing reconciles them. Their ids follow from their numbers.

insert into access_user
select md5('user ' || n)::uuid, 0, :account, :region, 'user-' || lpad(n::text, 5, '0'),
       'arn:aws:memorydb:' || :region || ':' || :account || ':user/user-' || lpad(n::text, 5, '0'),
       'ACTIVE', 'on ~* resetchannels +@all', 'PASSWORD', '6.2'
from generate_series(:first, :last) n;

insert into access_user_password
select md5('user ' || n)::uuid, encode(sha256((n || ' ' || p)::bytea), 'hex')
from generate_series(:first, :last) n, generate_series(1, 2) p;

insert into acl (id, version, account_id, region, name, arn, status)
select md5('acl ' || n)::uuid, 0, :account, :region, 'acl-' || lpad(n::text, 5, '0'),
       'arn:aws:memorydb:' || :region || ':' || :account || ':acl/acl-' || lpad(n::text, 5, '0'),
       'ACTIVE'
from generate_series(:first, :last) n;

insert into acl_user
select md5('acl ' || n)::uuid, md5('user ' || u)::uuid
from generate_series(:first, :last) n, generate_series(greatest(n - 2, 1), n) u;

insert into parameter_group
select md5('parameter group ' || n)::uuid, 0, :account, :region, 'group-' || lpad(n::text, 5, '0'),
       'arn:aws:memorydb:' || :region || ':' || :account || ':parametergroup/group-'
           || lpad(n::text, 5, '0'),
       'memorydb_redis7', 'Group ' || n
from generate_series(:first, :last) n;

insert into parameter_group_value
select md5('parameter group ' || n)::uuid, p.name, p.value
from generate_series(:first, :last) n,
     (values ('maxmemory-policy', 'allkeys-lru'), ('timeout', '60')) p (name, value);

insert into subnet_group
select md5('subnet group ' || n)::uuid, 0, :account, :region, 'subnets-' || lpad(n::text, 5, '0'),
       'arn:aws:memorydb:' || :region || ':' || :account || ':subnetgroup/subnets-'
           || lpad(n::text, 5, '0'),
       null, 'vpc-1'
from generate_series(:first, :last) n;

insert into subnet_group_subnet
select md5('subnet group ' || n)::uuid, 'subnet-' || n || '-' || s, :region || chr(96 + s)
from generate_series(:first, :last) n, generate_series(1, 3) s;

insert into multi_region_cluster
select md5('multi-Region cluster ' || n)::uuid, 0, :account, '', 'ldgnf-' || lpad(n::text, 5, '0'),
       'arn:aws:memorydb::' || :account || ':multiregioncluster/ldgnf-' || lpad(n::text, 5, '0'),
       null, 'AVAILABLE', 'valkey', '7.3', '7.3.0', 'db.r7g.xlarge', 2, true
from generate_series(:first, :last) n;

-- Every second one is a member of a multi-Region cluster.
insert into cluster (
    id, version, account_id, region, name, arn, status, node_type, num_shards,
    num_replicas_per_shard, engine, engine_version, engine_patch_version, parameter_group_id,
    acl_id, port, tls_enabled, network_type, ip_discovery, subnet_group_name, security_group_ids,
    maintenance_window, snapshot_window, snapshot_retention_limit, auto_minor_version_upgrade,
    data_tiering, multi_region_cluster_name, created_at)
select md5('cluster ' || n)::uuid, 0, :account, :region, 'cluster-' || lpad(n::text, 5, '0'),
       'arn:aws:memorydb:' || :region || ':' || :account || ':cluster/cluster-'
           || lpad(n::text, 5, '0'),
       'AVAILABLE', 'db.t4g.small', 2, 1, 'redis', '7.1', '7.1.1',
       md5('parameter group ' || n)::uuid, md5('acl ' || n)::uuid, 6379, true, 'ipv4', 'ipv4',
       'subnets-' || lpad(n::text, 5, '0'), '{sg-1}', 'sun:03:00-sun:04:00', '05:00-06:00', 0, true,
       false, case when n % 2 = 0 then 'ldgnf-' || lpad(n::text, 5, '0') end, '2025-01-01Z'
from generate_series(:first, :last) n;

insert into shard (id, cluster_id, number, slots)
select md5('shard ' || n || ' ' || s)::uuid, md5('cluster ' || n)::uuid, s,
       case s when 1 then '0-8191' else '8192-16383' end
from generate_series(:first, :last) n, generate_series(1, 2) s;

insert into node (
    id, shard_id, number, status, zone, host, port, access_digest, node_type, engine, created_at,
    usage_id)
select md5('node ' || n || ' ' || s || ' ' || k)::uuid, md5('shard ' || n || ' ' || s)::uuid, k,
       'AVAILABLE', :region || chr(96 + k), 'node-' || n || '-' || s || '-' || k, 6379, '',
       'db.t4g.small', 'redis', '2025-01-01Z', md5('node ' || n || ' ' || s || ' ' || k)::uuid
from generate_series(:first, :last) n, generate_series(1, 2) s, generate_series(1, 2) k;

-- Each has had an update, and every fourth one is getting another.
insert into applied_service_update
select md5('former update ' || n)::uuid, md5('cluster ' || n)::uuid,
       'memorydb-20250601-redis-security', 1, timestamptz '2025-06-02Z'
from generate_series(:first, :last) n
union all
select md5('update ' || n)::uuid, md5('cluster ' || n)::uuid,
       'memorydb-20260810-redis-security', 2, null
from generate_series(:first, :last) n
where n % 4 = 0;

-- One in a hundred was taken automatically; one in fifty is of the same cluster.
insert into snapshot
select md5('snapshot ' || n)::uuid, 0, :account, :region, 'snapshot-' || lpad(n::text, 5, '0'),
       'arn:aws:memorydb:' || :region || ':' || :account || ':snapshot/snapshot-'
           || lpad(n::text, 5, '0'),
       'AVAILABLE', case when n % 100 = 1 then 'AUTOMATED' else 'MANUAL' end, null, '2025-01-01Z',
       md5('cluster ' || n)::uuid, null,
       'cluster-' || case when n % 50 = 0 then '00001' else lpad(n::text, 5, '0') end, null,
       'db.t4g.small', false, 'redis', '7.1', 'sun:03:00-sun:04:00', null, 6379,
       'default.memorydb-redis7', 'default', 0, '05:00-06:00', 2
from generate_series(:first, :last) n;

insert into snapshot_shard
select md5('snapshot ' || n)::uuid, lpad(s::text, 4, '0'), '0-8191', 1, 'node-' || s, '2025-01-01Z'
from generate_series(:first, :last) n, generate_series(1, 2) s;

insert into resource_event (account_id, region, source_type, source_name, message, at)
select :account, :region, case when n % 100 = 0 then 'acl' else 'user' end,
       case when n % 100 = 0 then 'acl-' else 'user-' end || lpad((n % 20)::text, 5, '0'),
       'Modified', now() - make_interval(secs => n)
from generate_series(:first, :last) n;

-- One in a hundred is of a larger node type; there are as many of each offering type.
insert into reserved_node
select md5('reserved node ' || n)::uuid, :account, :region, 'ri-' || lpad(n::text, 5, '0'),
       'arn:aws:memorydb:' || :region || ':' || :account || ':reservednode/ri-'
           || lpad(n::text, 5, '0'),
       case when n % 100 = 0 then 'large' else 'small' end,
       case when n % 100 = 0 then 'db.r7g.xlarge' else 'db.r7g.large' end, 31536000,
       (array['No Upfront', 'Partial Upfront', 'All Upfront'])[n % 3 + 1], 0, 0.1, 1, now(),
       now() + interval '1 year'
from generate_series(:first, :last) n;
