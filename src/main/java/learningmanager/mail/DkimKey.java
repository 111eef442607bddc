package learningmanager.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learningmanager.base.WrongSettingException;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimException;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/** Vouches for mails on behalf of a domain (RFC 6376), with a key whose public half is in that domain's DNS. */
record DkimKey(String domain, String selector, RSAPrivateKey key) {
    private static final String PREFIX = "learning-manager.mail.dkim.";
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");
    /** RFC 8301 3.2. */
    private static final int SHORTEST_KEY = 1024;

    /** None where nothing of it is configured. */
    static Optional<DkimKey> of(MailSettings.Dkim settings, String fromDomain) {
        Path file = settings.privateKeyFile();
        if (isEmpty(settings.domain()) && isEmpty(settings.selector()) && file == null) {
            return Optional.empty();
        }
        String domain = required("domain", settings.domain());
        String selector = required("selector", settings.selector());
        if (file == null) {
            throw missing("private-key-file");
        }
        if (!fromDomain.equalsIgnoreCase(domain) && !fromDomain.endsWith("." + domain)) {
            throw wrong("domain is \"" + domain + "\", but mails come from " + fromDomain
                    + " (learning-manager.mail.from): a signature counts for the sender's own domain only.");
        }
        return Optional.of(new DkimKey(domain, selector, read(file)));
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw missing(name);
        }
        return value.strip();
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private static WrongSettingException missing(String name) {
        return wrong(name + " is missing: domain, selector and private-key-file are given together, or none of them.");
    }

    private static WrongSettingException wrong(String rest) {
        return new WrongSettingException(PREFIX + rest);
    }

    private static RSAPrivateKey read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw wrong("private-key-file \"" + file + "\" cannot be read.");
        }
        Matcher pem = PEM.matcher(text);
        if (!pem.find() || !pem.group(1).equals("PRIVATE KEY")) {
            throw wrong("private-key-file \"" + file + "\" has no line -----BEGIN PRIVATE KEY-----: make it one by"
                    + " openssl pkcs8 -topk8 -nocrypt -in KEY -out \"" + file + "\".");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
            RSAPrivateKey key =
                    (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
            if (key.getModulus().bitLength() < SHORTEST_KEY) {
                throw wrong("private-key-file \"" + file + "\" holds a key of "
                        + key.getModulus().bitLength() + " bits: mail services take 1024 or more, and 2048 is usual.");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException notRsa) {
            throw wrong("private-key-file \"" + file + "\" holds no RSA key.");
        }
    }

    /** A signer for each message, as it keeps what it has read. */
    MimeMessage sign(MimeMessage message) throws MessagingException {
        try {
            DkimSigner signer = new DkimSigner(domain, selector, key);
            signer.setHeaderCanonicalization(Canonicalization.RELAXED);
            signer.setBodyCanonicalization(Canonicalization.RELAXED);
            // It would ask the DNS for the public key with each mail.
            signer.setCheckDomainKey(false);
            return new DkimMessage(message, signer);
        } catch (DkimException unfit) {
            throw new MessagingException("Not signed", unfit);
        }
    }

    @Override
    public String toString() {
        return selector + "._domainkey." + domain;
    }
}
