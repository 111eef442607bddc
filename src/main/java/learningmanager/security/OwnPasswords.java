package learningmanager.security;

import java.util.stream.Stream;
import learningmanager.base.EmailAddress;

/** Passwords that whoever knows the person guesses first (NIST SP 800-63B-4 3.1.1.2): the account's address and its person's name. */
final class OwnPasswords {
    private OwnPasswords() {}

    /**
     * Whether it is the address, the part before its @ or the name, without regard to case, blanks, and digits and signs at its end.
     *
     * @param email as it was written, also where it is no address
     */
    static boolean has(String password, String email, String name) {
        String address = plain(email);
        int at = address.indexOf('@');
        String wanted = plain(password);
        return Stream.of(address, at < 0 ? address : address.substring(0, at), plain(name))
                .filter(own -> !own.isEmpty() && wanted.startsWith(own))
                .map(own -> wanted.substring(own.length()))
                .anyMatch(end -> end.isEmpty() || end.matches(CommonPasswords.END));
    }

    private static String plain(String text) {
        return EmailAddress.keyOf(text).replaceAll("\\s", "");
    }
}
