-- Changes of an access control list that have not yet reached every node.
alter table acl add column user_names_to_add    text[] not null default '{}';
alter table acl add column user_names_to_remove text[] not null default '{}';
