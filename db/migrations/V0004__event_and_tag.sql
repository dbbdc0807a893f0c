create table resource_event (
    id          bigint generated always as identity primary key,
    account_id  text                     not null,
    region      text                     not null,
    source_type text                     not null,
    source_name text                     not null,
    message     text                     not null,
    at          timestamp with time zone not null
);

create index resource_event_source_idx on resource_event (account_id, region, at desc, id desc);

create table tag (
    arn   text not null,
    key   text not null,
    value text,
    primary key (arn, key)
);
