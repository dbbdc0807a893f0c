-- What an account wants to spend in a month at most, on all it has or on what has a tag.
create table budget (
    id            uuid primary key,
    account_id    text                     not null,
    name          text                     not null,
    monthly_limit numeric                  not null check (monthly_limit > 0),
    thresholds    int[]                    not null,
    tag_key       text,
    tag_value     text,
    created_at    timestamp with time zone not null,
    unique (account_id, name)
);

-- What was reached in which month, once each.
create table budget_alert (
    budget_id uuid                     not null references budget (id) on delete cascade,
    month     date                     not null,
    threshold int                      not null,
    spent     numeric                  not null,
    at        timestamp with time zone not null,
    primary key (budget_id, month, threshold)
);
