-- All before a time is rolled up, the present day hour by hour.
alter table usage_rollup add column until timestamp with time zone;
alter table usage_rollup add column month_until timestamp with time zone;
update usage_rollup set until = day::timestamp at time zone 'UTC', month_until = month_day::timestamp at time zone 'UTC';
alter table usage_rollup alter column until set not null;
alter table usage_rollup alter column month_until set not null;
alter table usage_rollup drop column day;
alter table usage_rollup drop column month_day;
