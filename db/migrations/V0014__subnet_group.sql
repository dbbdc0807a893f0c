create table subnet_group (
    id          uuid   primary key,
    version     bigint not null,
    account_id  text   not null,
    region      text   not null,
    name        text   not null,
    arn         text   not null unique,
    description text,
    vpc_id      text   not null,
    unique (account_id, region, name)
);

create table subnet_group_subnet (
    subnet_group_id uuid not null references subnet_group (id),
    subnet_id       text not null,
    zone            text not null,
    primary key (subnet_group_id, subnet_id)
);

create index cluster_subnet_group_idx on cluster (account_id, region, subnet_group_name);
