package learningmanager.security;

/** The people who try everything on Example University's BSc Computing, what is sent for it, and a draft of its manager's. */
enum Person {
    NOBODY("nobody   ", ""),
    LEARNER("learner  ", "learner@example.org"),
    OTHER_MANAGER("manager of another organisation", "institute@example.org"),
    OTHER_ADMIN("admin of another program", "program-admin@example.org"),
    CREATOR("course creator", "creator@example.com"),
    ADMINISTRATOR("administrator", "admin@example.org"),
    PROGRAM_ADMIN("admin of the program", "degree-admin@example.com"),
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
