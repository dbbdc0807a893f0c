-- Random values that every control plane over this database must share, such as the key that signs
-- page tokens.
create table secret (
    name  text  primary key,
    value bytea not null
);
