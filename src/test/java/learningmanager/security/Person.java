package learningmanager.security;

/**
 * The people who try everything on Example University's BSc Computing, what is sent for it, and a draft and a sent upload of its manager's,
 * who is its course creator too. Who is not confirmed has made an account, and did not show that its address is theirs.
 */
enum Person {
    NOBODY("nobody   ", ""),
    NEWCOMER("not confirmed", "newcomer@example.com"),
    LEARNER("learner  ", "learner@example.org"),
    OTHER_MANAGER("manager of another organisation", "institute@example.org"),
    OTHER_ADMIN("admin of another program", "program-admin@example.org"),
    CREATOR("course creator", "creator@example.com"),
    ADMINISTRATOR("administrator", "admin@example.org"),
    PROGRAM_ADMIN("admin of the program", "degree-admin@example.com"),
    COLLEAGUE("manager alone", "colleague@example.com"),
    MANAGER("manager  ", "manager@example.org");

    private final String title;
    private final String email;

    Person(String title, String email) {
        this.title = title;
        this.email = email;
    }

    String title() {
        return title;
    }

    /** Empty for nobody. */
    String email() {
        return email;
    }
}
