package learningmanager.account;

/** What a one-time link turns out to be when it is opened. */
public sealed interface OpenedLink {
    /** It can be used. */
    record Holding(AccountLink link) implements OpenedLink {}

    /** One of ours, which cannot be used any more. */
    record Over(LinkPurpose purpose, Why why) implements OpenedLink {}

    /** None of ours: copied in part, or made up. */
    record NotValid() implements OpenedLink {}

    /** None of ours either, and too many such were opened: see {@link learningmanager.security.SignInThrottle}. */
    record TooOften() implements OpenedLink {}

    /** Why a link is over. */
    enum Why {
        USED,
        EXPIRED,
        /** A newer one took its place, it was over long ago, or its account is deleted: nothing is kept of it. */
        GONE,
        /** The address that an account was to be made for has one. */
        HAS_ACCOUNT,
        /** There is an administrator: nobody becomes the first one any more. */
        NOT_NEEDED
    }
}
