-- The table of db-scheduler, as its PostgreSQL script has it: what is to be reconciled, when, and
-- which control plane holds it.
create table scheduled_tasks (
    task_name            text                     not null,
    task_instance        text                     not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean                  not null,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures int,
    last_heartbeat       timestamp with time zone,
    version              bigint                   not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time_idx on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat_idx on scheduled_tasks (last_heartbeat);

-- How often each resource was asked to be reconciled. A run that ends compares the number with the
-- one it began with, so that no request that comes during a run is lost.
create table reconciliation (
    task_name     text   not null,
    task_instance text   not null,
    requested     bigint not null,
    primary key (task_name, task_instance)
);
