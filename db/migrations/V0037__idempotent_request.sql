-- Requests that may be sent again without being carried out again, and how they were answered; not
-- answered yet without a status.
create table idempotent_request (
    account_id  text                     not null,
    region      text                     not null,
    key         text                     not null,
    fingerprint bytea                    not null,
    created_at  timestamp with time zone not null,
    status      int,
    location    text,
    media_type  text,
    body        text,
    primary key (account_id, region, key)
);

create index idempotent_request_age_idx on idempotent_request (created_at);
