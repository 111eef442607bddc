-- "= any (array[…])" rather than "in (…)" in checks: see ADR 3.
-- reminder_days: how many days before expiry learners are reminded, the numbers apart by commas; none: never.
-- Mails come in the organisation's name and their answers go to the inviter, unless sender_name and reply_to say otherwise.
-- email_domain: what learners' addresses usually end in; a hint, no rule.
create table organisation (
  id uuid primary key,
  name varchar(200) not null,
  sender_name varchar(200),
  reply_to varchar(254),
  reminder_days varchar(50),
  email_domain varchar(254)
);

-- Drawn anew from what was uploaded, and small.
create table organisation_logo (
  organisation_id uuid primary key references organisation,
  png bytea not null,
  width integer not null,
  height integer not null
);

-- Of a deleted one the row alone stays, without name, address and password (ADR 16).
-- password_set_at: since when the password is one that its person chose; none: nobody knows it.
-- proven_at: since when its person is known to get the address's mails; none: anybody may have made it.
create table account (
  id uuid primary key,
  email varchar(254) not null,
  name varchar(200) not null,
  password_hash varchar(200) not null,
  session_no integer not null,
  password_set_at timestamp with time zone,
  proven_at timestamp with time zone,
  deleted_at timestamp with time zone,
  version bigint not null
);

-- One-time links; what opens one is signed by the server's key and is not here.
-- told: the address that an account had before the link changed it, and that is told of that.
create table account_link (
  id uuid primary key,
  purpose varchar(20) not null check (purpose = any (array['FIRST_ADMINISTRATOR', 'INVITED', 'PASSWORD', 'EMAIL', 'NEW_ACCOUNT'])),
  account_id uuid references account,
  email varchar(254),
  told varchar(254),
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);
create index account_link_account on account_link (account_id);

create table program (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  title varchar(200) not null,
  kind varchar(20) not null check (kind = any (array['MICROCREDENTIAL', 'DEGREE'])),
  code varchar(100),
  archived_at timestamp with time zone,
  version bigint not null
);

create table program_run (
  id uuid primary key,
  program_id uuid not null references program,
  name varchar(200) not null,
  starts_on date not null,
  ends_on date not null,
  open boolean not null,
  code varchar(100),
  archived_at timestamp with time zone,
  check (starts_on <= ends_on)
);

-- A file of programs and runs as it came (ADR 17), and how much was made of it.
create table course_import (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  owner_id uuid not null references account,
  file_name varchar(255) not null,
  content bytea not null,
  uploaded_at timestamp with time zone not null,
  added_at timestamp with time zone,
  programs integer,
  runs integer
);
create index course_import_owner on course_import (owner_id);

create table permission_grant (
  id uuid primary key,
  account_id uuid not null references account,
  permission varchar(30) not null check
    (permission = any (array['LEARNING_MANAGER', 'PROGRAM_LEARNER_ADMIN', 'COURSE_CREATOR', 'PLATFORM_ADMINISTRATOR'])),
  organisation_id uuid references organisation,
  program_id uuid references program,
  check (permission <> 'PROGRAM_LEARNER_ADMIN' or program_id is not null),
  check (permission <> all (array['LEARNING_MANAGER', 'COURSE_CREATOR']) or organisation_id is not null)
);
create index permission_grant_account on permission_grant (account_id);

create table learner (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  external_learner_id varchar(100) not null,
  account_id uuid references account,
  version bigint not null,
  constraint learner_once unique (organisation_id, external_learner_id),
  constraint learner_account_once unique (organisation_id, account_id)
);
create index learner_account on learner (account_id);

-- Without a run: on the degree as such, its runs following later.
create table enrolment (
  id uuid primary key,
  learner_id uuid not null references learner,
  program_id uuid not null references program,
  run_id uuid references program_run,
  enrolled_at timestamp with time zone not null,
  how varchar(20) not null check (how = any (array['INVITATION', 'LINK', 'DIRECT'])),
  enrolled_by uuid not null references account
);

-- What an enrolment costs from a moment on: of a program, of a kind, or of all the organisation's.
create table charge_rate (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  kind varchar(20),
  program_id uuid references program,
  amount numeric(12, 2) not null check (amount >= 0),
  currency varchar(3) not null,
  valid_from timestamp with time zone not null,
  made_at timestamp with time zone not null,
  made_by uuid not null references account
);
create index charge_rate_organisation on charge_rate (organisation_id);

-- Each enrolment once; without one: a correction, which says why.
create table charge (
  id uuid primary key,
  enrolment_id uuid references enrolment,
  organisation_id uuid not null references organisation,
  program_id uuid not null references program,
  run_id uuid references program_run,
  charged_at timestamp with time zone not null,
  amount numeric(12, 2) not null,
  currency varchar(3) not null,
  reason varchar(200),
  made_at timestamp with time zone not null,
  made_by uuid references account,
  constraint charge_once unique (enrolment_id)
);
create index charge_at on charge (charged_at);

create table upload (
  id uuid primary key,
  no bigint generated always as identity,
  organisation_id uuid not null references organisation,
  owner_id uuid not null references account,
  file_name varchar(255) not null,
  state varchar(20) not null check (state = any (array['CHECKING', 'STOPPED', 'FAILED', 'REFUSED', 'CHECKED', 'SENT'])),
  encoding varchar(40),
  byte_order_mark boolean not null,
  delimiter varchar(1),
  sheet varchar(255),
  headings varchar(8000),
  content_hash varchar(64),
  usual_id_length integer,
  row_count integer not null,
  error_count integer not null,
  error_row_count integer not null,
  warning_count integer not null,
  created_at timestamp with time zone not null,
  touched_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  sent_invitations integer,
  sent_mails integer,
  sent_rows integer,
  replaces_id uuid,
  version bigint not null,
  constraint upload_no unique (no)
);
create index upload_owner on upload (owner_id, state);

-- What a reupload did to the errors of the file before it, by their kind.
create table upload_comparison (
  upload_no bigint not null,
  code varchar(60) not null,
  fixed integer not null,
  still integer not null,
  fresh integer not null,
  primary key (upload_no, code)
);

-- Cells as they came or were corrected; what they mean beside them, where that is known. Keyed plainly: staging is what a big
-- file waits for. left_out is the number of the edit that left the row out, 0 for none; the keys are in lower case, for finding.
create table upload_row (
  upload_no bigint not null,
  row_no integer not null,
  line integer not null,
  external_learner_id varchar(2000) not null,
  email varchar(2000) not null,
  program_code varchar(2000) not null,
  program_run_code varchar(2000) not null,
  expiry_time varchar(2000) not null,
  learner_value varchar(100),
  email_value varchar(254),
  learner_key varchar(100) not null,
  email_key varchar(254) not null,
  program_id uuid,
  run_id uuid,
  expires_at timestamp with time zone,
  errors smallint not null,
  left_out integer not null,
  primary key (upload_no, row_no)
);

-- row_no 0 stands for the file as such. A row left out keeps its problems, marked so that they do not count.
create table upload_problem (
  upload_no bigint not null,
  row_no integer not null,
  line integer not null,
  column_name varchar(30) not null,
  code varchar(60) not null,
  warning boolean not null,
  arguments varchar(9000) not null,
  suggestion varchar(2000),
  left_out boolean not null,
  primary key (upload_no, row_no, line, column_name, code)
);

-- How many rows of each 2,048 have a problem of a kind ('errors': any error; 'left-out'): leads from a place in a filtered list to
-- a row without going through the file.
create table upload_block (
  upload_no bigint not null,
  kind varchar(60) not null,
  warning boolean not null,
  block_no integer not null,
  row_count integer not null,
  primary key (upload_no, kind, block_no)
);

-- What the blocks come to; written whenever they are.
create table upload_kind (
  upload_no bigint not null,
  kind varchar(60) not null,
  warning boolean not null,
  row_count integer not null,
  primary key (upload_no, kind)
);

-- What was done to a draft in review, so that it can be undone: the last edit first.
create table upload_edit (
  upload_no bigint not null,
  edit_no integer not null,
  column_name varchar(30),
  row_count integer not null,
  primary key (upload_no, edit_no)
);
create table upload_edit_row (
  upload_no bigint not null,
  edit_no integer not null,
  row_no integer not null,
  text varchar(2000) not null,
  primary key (upload_no, edit_no, row_no)
);

create table invitation (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  program_id uuid not null references program,
  learner_id uuid not null references learner,
  email varchar(254),
  expires_at timestamp with time zone not null,
  sent_at timestamp with time zone not null,
  sent_by uuid not null references account,
  upload_id uuid references upload,
  upload_row_no integer,
  link_id uuid not null,
  link_version integer not null,
  new_link_asked_at timestamp with time zone,
  version bigint not null,
  constraint invitation_link unique (link_id)
);
create index invitation_learner on invitation (learner_id);
create index invitation_upload on invitation (upload_id, upload_row_no);

-- Each run of an invitation has a status of its own; without a run: the degree as such.
create table invited_run (
  invitation_id uuid not null references invitation,
  learner_id uuid not null references learner,
  program_id uuid not null references program,
  run_id uuid references program_run,
  status varchar(10) not null check (status = any (array['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELED', 'EXPIRED'])),
  decided_at timestamp with time zone,
  decided_by uuid references account
);

-- The outbox and the delivery log. unanswered: attempts, the one under way included, after which nobody knows whether it arrived;
-- has_turn: due_at is its turn among the mails to its domain; reminder: it reminds of what an earlier one told; program_id: by which it
-- is found that mails of a program wait, none where no program has to do with it.
create table mail_message (
  id uuid primary key,
  about uuid not null,
  program_id uuid,
  recipient varchar(254) not null,
  status varchar(10) not null check (status = any (array['QUEUED', 'HELD', 'SENT', 'FAILED', 'DROPPED', 'BOUNCED'])),
  attempts integer not null,
  unanswered smallint default 0 not null,
  has_turn boolean default false not null,
  reminder boolean default false not null,
  queued_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  put_off_at timestamp with time zone,
  sent_at timestamp with time zone,
  answer varchar(1000)
);
create index mail_message_about on mail_message (about, id);

-- The turn after the last one given, of mails to a domain or of all ('*'), where their rate is limited.
create table mail_pace (
  domain varchar(255) primary key,
  per_minute integer not null,
  next_at timestamp with time zone not null
);

-- How far the mailbox that mails come back to was read (RFC 3501 2.3.1.1).
create table mail_bounce_place (
  mailbox varchar(1000) primary key,
  uid_validity bigint not null,
  last_uid bigint not null
);

-- For which mark (days before this expiry) an invitation's learner was reminded: never twice. batch: what was found at once.
create table invitation_reminder (
  invitation_id uuid not null references invitation,
  expires_at timestamp with time zone not null,
  days integer not null,
  batch uuid not null,
  primary key (invitation_id, expires_at, days)
);
create index invitation_reminder_batch on invitation_reminder (batch);

-- Who did what, when. Refers to nothing by constraint: it outlives what it tells of. Only ever added to (ADR 9).
create table audit_event (
  id uuid primary key,
  at timestamp with time zone not null,
  account_id uuid,
  who varchar(254),
  organisation_id uuid,
  program_id uuid,
  run_id uuid,
  subject_kind varchar(20) not null,
  subject_id uuid not null,
  subject_name varchar(255) not null,
  action varchar(40) not null,
  was varchar(1000),
  became varchar(1000),
  remote_address varchar(45)
);
create index audit_event_at on audit_event (at, id);
create index audit_event_subject on audit_event (subject_id);
create index audit_event_organisation on audit_event (organisation_id, id);
