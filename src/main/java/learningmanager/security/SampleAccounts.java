package learningmanager.security;

import java.util.List;

/** The accounts anybody may sign in with while sample data is in use; there is no such bean otherwise. */
public interface SampleAccounts {
    List<String> emails();

    /** One for all of them. */
    String password();
}
