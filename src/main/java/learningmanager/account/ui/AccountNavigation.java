package learningmanager.account.ui;

/** Where somebody sees to their own account. */
public final class AccountNavigation {
    /** The page for who forgot their password. */
    public static final String FORGOTTEN_PASSWORD = "forgotten-password";

    /** The page for who has no account yet. */
    public static final String MAKE_ACCOUNT = "register";

    /** "Your account". */
    public static final String ACCOUNT = "account";

    private AccountNavigation() {}
}
