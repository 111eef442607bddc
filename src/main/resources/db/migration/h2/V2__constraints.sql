-- The rules that must never break, as H2 can hold them: generated columns stand in for PostgreSQL's partial and functional
-- indexes. "place" is the run or, without one, the program.
create alias if not exists uuidv7 for "learningmanager.base.Id.nextValue";
create alias if not exists clock_timestamp for "learningmanager.base.DatabaseClock.here";

alter table organisation add column name_key varchar(200) generated always as (lower(name));
create unique index organisation_name on organisation (name_key);
alter table account add column email_key varchar(254) generated always as (lower(email));
create unique index account_email on account (email_key);
alter table program add column code_key varchar(100) generated always as (upper(code));
create unique index program_code on program (organisation_id, code_key);
alter table program_run add column code_key varchar(100) generated always as (upper(code));
create unique index program_run_code on program_run (program_id, code_key);
-- H2's bytea ends at 1 MB.
alter table course_import alter column content set data type binary large object;

create unique nulls not distinct index permission_grant_once
  on permission_grant (account_id, permission, organisation_id, program_id);

alter table enrolment add column place uuid generated always as (coalesce(run_id, program_id));
create unique index enrolment_once on enrolment (learner_id, place);
create index enrolment_place on enrolment (place, id);
create index enrolment_program on enrolment (program_id, id);

alter table invited_run add column place uuid generated always as (coalesce(run_id, program_id));
create unique index invited_run_once on invited_run (invitation_id, place);
alter table invited_run add column pending_place uuid
  generated always as (case when status = 'PENDING' then coalesce(run_id, program_id) end);
create unique index invited_run_pending_once on invited_run (learner_id, pending_place);
create index invited_run_place on invited_run (place, invitation_id);
create index invited_run_program on invited_run (program_id, invitation_id);

create index upload_row_error on upload_row (upload_no, errors, row_no);
create index upload_row_left_out on upload_row (upload_no, left_out, row_no);
create index upload_row_learner on upload_row (upload_no, learner_key);
create index upload_row_email on upload_row (upload_no, email_key);
create index upload_problem_kind on upload_problem (upload_no, code, row_no);
create index upload_problem_next on upload_problem (upload_no, warning, row_no);

create index mail_message_due on mail_message (status, due_at);
create index mail_message_turn on mail_message (status, has_turn, due_at);
create index mail_message_waiting on mail_message (program_id, status);

-- ADR 9. The session's variable @audit_retention lets old rows be deleted.
create trigger audit_event_append_only before update, delete on audit_event for each row call "learningmanager.audit.AppendOnly";

-- What something is done to at once, while its transaction lasts: filled and emptied in it. why: what it can't be applied to; where that
-- is much, it is kept for a day.
create table chosen_invitation (
  choice_id uuid not null,
  invitation_id uuid not null,
  place uuid not null,
  learner_id uuid not null,
  why varchar(14),
  chosen_at timestamp with time zone not null,
  primary key (choice_id, invitation_id, place)
);

-- db-scheduler's own table, as its documentation gives it.
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(100),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index execution_time_idx on scheduled_tasks (execution_time);
create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
