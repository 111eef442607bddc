package learningmanager.sample;

/** The people of the sample data, in the order in which the sign-in page shows them. */
enum SampleAccount {
    MANAGER("manager@example.org", "Learning Manager"),
    PROGRAM_ADMIN("program-admin@example.org", "Program Learner Admin"),
    INSTITUTE("institute@example.org", "Institute Manager"),
    ADMIN("admin@example.org", "Platform Administrator"),
    LEARNER("learner@example.org", "Sample Learner");

    private final String email;
    private final String title;

    SampleAccount(String email, String title) {
        this.email = email;
        this.title = title;
    }

    String email() {
        return email;
    }

    String title() {
        return title;
    }
}
