create table access_user (
    id                     uuid                     primary key,
    version                bigint                   not null,
    account_id             text                     not null,
    region                 text                     not null,
    name                   text                     not null,
    arn                    text                     not null unique,
    status                 text                     not null,
    access_string          text                     not null,
    authentication_type    text                     not null,
    minimum_engine_version text                     not null,
    unique (account_id, region, name)
);

-- Lower-case hexadecimal SHA-256 sums; no password is kept in any other form.
create table access_user_password (
    access_user_id uuid not null references access_user (id),
    password_hash  text not null,
    primary key (access_user_id, password_hash)
);

create table acl (
    id         uuid                     primary key,
    version    bigint                   not null,
    account_id text                     not null,
    region     text                     not null,
    name       text                     not null,
    arn        text                     not null unique,
    status     text                     not null,
    unique (account_id, region, name)
);

create table acl_user (
    acl_id         uuid not null references acl (id),
    access_user_id uuid not null references access_user (id),
    primary key (acl_id, access_user_id)
);

create index acl_user_access_user_idx on acl_user (access_user_id);
