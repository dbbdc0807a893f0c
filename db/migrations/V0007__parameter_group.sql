create table parameter_group (
    id          uuid   primary key,
    version     bigint not null,
    account_id  text   not null,
    region      text   not null,
    name        text   not null,
    arn         text   not null unique,
    family      text   not null,
    description text,
    unique (account_id, region, name)
);

-- The values that differ from the family's.
create table parameter_group_value (
    parameter_group_id uuid not null references parameter_group (id),
    name               text not null,
    value              text not null,
    primary key (parameter_group_id, name)
);

-- Until now there were only the default groups, without rows of their own.
insert into parameter_group (id, version, account_id, region, name, arn, family, description)
select gen_random_uuid(), 0, account_id, region, parameter_group_name,
       'arn:aws:memorydb:' || region || ':' || account_id || ':parametergroup/'
           || parameter_group_name,
       replace(substr(parameter_group_name, length('default.') + 1), '-', '_'),
       'Default parameter group for '
           || replace(substr(parameter_group_name, length('default.') + 1), '-', '_')
from (select distinct account_id, region, parameter_group_name from cluster) used;

alter table cluster add column parameter_group_id uuid references parameter_group (id);

update cluster
set parameter_group_id = (
    select g.id from parameter_group g
    where g.account_id = cluster.account_id and g.region = cluster.region
      and g.name = cluster.parameter_group_name);

alter table cluster alter column parameter_group_id set not null;
alter table cluster drop column parameter_group_name;
alter table cluster add column parameter_group_status text not null default 'IN_SYNC';

create index cluster_parameter_group_idx on cluster (parameter_group_id);

-- Identifies the settings that a node's engine has; empty when unknown.
alter table node add column settings_digest text not null default '';
