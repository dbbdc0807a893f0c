-- What users are told when a change of shards, replicas, node type or engine is complete, and how
-- far the slots have moved.
alter table cluster add column modifications text[] not null default '{}';
alter table cluster add column slots_to_move int    not null default 0;
alter table cluster add column slots_left    int    not null default 0;

-- No node of the shard has kept its data.
alter table shard add column lost boolean not null default false;

-- What the node's engine was started as and on: both change when the engine is restarted.
alter table node add column node_type text;
alter table node add column engine    text;

update node
set node_type = cluster.node_type, engine = cluster.engine
from shard
join cluster on cluster.id = shard.cluster_id
where shard.id = node.shard_id;

alter table node alter column node_type set not null;
alter table node alter column engine set not null;
