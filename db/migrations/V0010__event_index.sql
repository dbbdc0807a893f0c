-- Pages of events come newest first: of a scope (V0004), of a kind of resources, of one resource.
create index resource_event_type_idx
    on resource_event (account_id, region, source_type, at desc, id desc);
create index resource_event_name_idx
    on resource_event (account_id, region, source_type, source_name, at desc, id desc);

-- What is too old to be kept is found by its time alone.
create index resource_event_at_idx on resource_event (at);
