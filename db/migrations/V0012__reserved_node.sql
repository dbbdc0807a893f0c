-- Nodes that an account has paid for, or pays for by the hour, whether or not it uses them. Prices
-- are kept as they were at the purchase, each for one node.
create table reserved_node (
    id              uuid                     primary key,
    account_id      text                     not null,
    region          text                     not null,
    reservation_id  text                     not null,
    arn             text                     not null unique,
    offering_id     text                     not null,
    node_type       text                     not null,
    duration        int                      not null,
    offering_type   text                     not null,
    fixed_price     numeric(12, 2)           not null,
    hourly_price    numeric(12, 4)           not null,
    node_count      int                      not null,
    started_at      timestamp with time zone not null,
    ends_at         timestamp with time zone not null,
    unique (account_id, region, reservation_id)
);
