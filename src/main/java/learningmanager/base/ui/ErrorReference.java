package learningmanager.base.ui;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ties what a person is told about an error nobody expected to what the log knows of it. */
final class ErrorReference {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReference.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without what is easily misread or misheard. */
    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int LENGTH = 8;

    private ErrorReference() {}

    /**
     * Writes the error to the log, and gives the reference under which it stands there. That a browser was closed while its page
     * came is no error: it is there for who asks for such lines.
     */
    static String log(Throwable error) {
        String reference = RANDOM.ints(LENGTH, 0, SIGNS.length())
                .mapToObj(i -> String.valueOf(SIGNS.charAt(i)))
                .collect(Collectors.joining());
        // By the server's own exception: a "Broken pipe" alone may as well be the mail server's or the database's.
        if (Causes.include(error, ClientAbortException.class)) {
            LOG.debug("The browser was gone, reference {}: {}", reference, error.toString());
        } else {
            LOG.error("Unexpected error, reference {}", reference, error);
        }
        return reference;
    }
}
