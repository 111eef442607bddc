package learningmanager.invitation;

/** Whom a learner asks: who invited them or, where that account is deleted, another manager of the organisation (ADR 16). */
final class Contact {
    /** The address, or null for none; of an organisation {@code o} and the account {@code a} of who invited. */
    static final String EMAIL = """
            coalesce(case when a.deleted_at is null then a.email end,
              (select m.email from permission_grant g join account m on m.id = g.account_id
               where g.organisation_id = o.id and g.permission = 'LEARNING_MANAGER' order by g.id fetch first 1 row only))""";

    private Contact() {}
}
