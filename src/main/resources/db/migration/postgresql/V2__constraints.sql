-- The rules that must never break. "place" is the run or, without one, the program.
create unique index organisation_name on organisation (lower(name));
create unique index account_email on account (lower(email));
alter table program add column code_key varchar(100) generated always as (upper(code)) stored;
create unique index program_code on program (organisation_id, code_key);
alter table program_run add column code_key varchar(100) generated always as (upper(code)) stored;
create unique index program_run_code on program_run (program_id, code_key);

create unique index permission_grant_once
  on permission_grant (account_id, permission, organisation_id, program_id) nulls not distinct;

alter table enrolment add column place uuid not null generated always as (coalesce(run_id, program_id)) stored;
create unique index enrolment_once on enrolment (learner_id, place);
create index enrolment_place on enrolment (place, id);
create index enrolment_program on enrolment (program_id, id);

alter table invited_run add column place uuid not null generated always as (coalesce(run_id, program_id)) stored;
alter table invited_run add primary key (invitation_id, place);
create unique index invited_run_pending_once on invited_run (learner_id, place) where status = 'PENDING';
create index invited_run_place on invited_run (place, invitation_id);
create index invited_run_program on invited_run (program_id, invitation_id);

create index upload_row_error on upload_row (upload_no, row_no) where errors = 1;
create index upload_row_left_out on upload_row (upload_no, row_no) where left_out > 0;
create index upload_row_learner on upload_row (upload_no, learner_key varchar_pattern_ops);
create index upload_row_email on upload_row (upload_no, email_key varchar_pattern_ops);
create index upload_problem_kind on upload_problem (upload_no, code, row_no) where not left_out;
create index upload_problem_suggested on upload_problem (upload_no, code, row_no) where suggestion is not null and not left_out;
create index upload_problem_next on upload_problem (upload_no, warning, row_no) where not left_out;

create index mail_message_due on mail_message (due_at) where status = 'QUEUED';
create index mail_message_turn on mail_message (due_at) where status = 'QUEUED' and has_turn;
create index mail_message_waiting on mail_message (program_id) where status = 'QUEUED';

-- A change of what no index has (its version, say) stays in the row's page, and no index has to follow.
alter table invitation set (fillfactor = 90);

-- For the grids (ADR 12): found by any part of three characters, sorted by each column, filtered by status.
create extension if not exists pg_trgm;
create index learner_search on learner using gin (lower(external_learner_id) gin_trgm_ops);
create index account_by_name on account (lower(name), id);
create index account_search on account using gin (lower(name) gin_trgm_ops, lower(email) gin_trgm_ops);
create index enrolment_how on enrolment (place, how, id);
create index enrolment_program_how on enrolment (program_id, how, id);
create index invitation_search on invitation using gin (lower(email) gin_trgm_ops);
create index invitation_new_link on invitation (program_id) where new_link_asked_at is not null;
create index invitation_by_email on invitation (program_id, coalesce(lower(email), ''), id);
create index invitation_by_expiry on invitation (program_id, expires_at, id);
create index invited_run_status on invited_run (place, status, invitation_id);
create index mail_message_undelivered on mail_message (about) where status in ('FAILED', 'BOUNCED');
create index mail_message_put_aside on mail_message (about) where status in ('HELD', 'DROPPED');

-- ADR 9. The transaction's setting learning_manager.audit_retention lets old rows be deleted.
create function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or current_setting('learning_manager.audit_retention', true) is distinct from 'on' then
    raise exception 'The audit log is only ever added to' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger audit_event_append_only before update or delete or truncate on audit_event
  for each statement execute function audit_event_is_append_only();

-- What something is done to at once, while its transaction lasts: filled and emptied in it. why: what it can't be applied to; where that
-- is much, it is kept for a day.
create unlogged table chosen_invitation (
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
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by text,
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
