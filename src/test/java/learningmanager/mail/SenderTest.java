package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;
import learningmanager.base.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
    private static final EmailAddress LEA = new EmailAddress("lea@example.com");
    private static final Mail HELLO =
            new Mail("Universität", LEA, Optional.empty(), "Grüße  an dich", "Text\n\n  Zeile \n", "<p>Text</p>");

    @TempDir
    private Path folder;

    @Test
    void bounces_go_to_the_sender_unless_another_address_is_set() {
        assertThat(envelopeOf(of("from", "mail@example.org"))).isEqualTo("mail@example.org");
        assertThat(envelopeOf(of("from", "mail@example.org", "envelope-sender", "bounces@example.org")))
                .isEqualTo("bounces@example.org");
    }

    @Test
    void each_mail_can_have_an_envelope_address_of_its_own() {
        MailMessageId id = MailMessageId.next();
        Sender sender = Sender.of(
                of("from", "mail@example.org", "envelope-sender", "bounces@example.org", "bounces.verp", true),
                "localhost");

        assertThat(sender.envelopeOf(id)).isEqualTo("bounces+" + id + "@example.org");
    }

    @Test
    void the_envelope_address_is_what_the_mail_server_is_told() {
        ScriptedMailServer server = new ScriptedMailServer();
        server.start();
        try {
            MailMessageId id = send(server, "envelope-sender", "bounces@example.org", "bounces.verp", true);

            assertThat(server.all()).singleElement().satisfies(taken -> {
                assertThat(taken.sender()).isEqualTo("bounces+" + id + "@example.org");
                assertThat(taken.header("From")).contains("mail@example.org");
            });
        } finally {
            server.stop();
        }
    }

    @Test
    void an_address_that_is_none_ends_the_start() {
        assertThatThrownBy(() -> Sender.of(of("from", "Example University"), "localhost"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("learning-manager.mail.from is \"Example University\"");
        assertThatThrownBy(() -> Sender.of(
                        of("from", "a-sender-with-a-long-name-indeed@example.org", "bounces.verp", true), "localhost"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("longer than 64");
    }

    @Test
    void a_mail_is_signed_so_that_the_domains_public_key_proves_it() throws Exception {
        KeyPair keys = keys(2048);
        ScriptedMailServer server = new ScriptedMailServer();
        server.start();
        try {
            send(server, "dkim.domain", "example.org", "dkim.selector", "lm1", "dkim.private-key-file", pem(keys));

            String message = server.all().getFirst().message().replace("\n", "\r\n");
            assertThat(signatureFields(message))
                    .containsEntry("d", "example.org")
                    .containsEntry("s", "lm1");
            assertThat(signatureFields(message).get("h"))
                    .containsIgnoringCase("from")
                    .containsIgnoringCase("subject");
            assertThat(isProven(message, keys)).isTrue();
            assertThat(isProven(message.replace("Zeile", "Zeige"), keys)).isFalse();
            assertThat(isProven(message.replace("mail@example.org", "mail@example.net"), keys))
                    .isFalse();
        } finally {
            server.stop();
        }
    }

    @Test
    void what_is_wrong_with_the_signing_key_is_told_at_the_start() throws Exception {
        Path text = Files.writeString(folder.resolve("no.pem"), "no key");
        Path rsa = Files.writeString(
                folder.resolve("rsa.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        assertRefused("selector is missing", "dkim.domain", "example.org");
        assertRefused("private-key-file is missing", "dkim.domain", "example.org", "dkim.selector", "lm1");
        assertRefused("cannot be read", dkim("example.org", folder.resolve("nowhere.pem")));
        assertRefused("has no line -----BEGIN PRIVATE KEY-----", dkim("example.org", text));
        assertRefused("openssl pkcs8 -topk8", dkim("example.org", rsa));
        assertRefused("holds no RSA key", dkim("example.org", broken));
        assertRefused("holds a key of 512 bits", dkim("example.org", pem(keys(512))));
        assertRefused("mails come from example.org", dkim("example.net", pem(keys(1024))));
    }

    private static Object[] dkim(String domain, Path file) {
        return new Object[] {"dkim.domain", domain, "dkim.selector", "lm1", "dkim.private-key-file", file};
    }

    private static void assertRefused(String reason, Object... settings) {
        Object[] all = Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "from";
        all[settings.length + 1] = "mail@example.org";
        assertThatThrownBy(() -> Sender.of(of(all), "localhost"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("learning-manager.mail.dkim.")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static MailSettings of(Object... settings) {
        return MailSettingsByHand.of(settings);
    }

    private static String envelopeOf(MailSettings settings) {
        return Sender.of(settings, "localhost").envelopeOf(MailMessageId.next());
    }

    private static MailMessageId send(ScriptedMailServer server, Object... settings) {
        Object[] all = Arrays.copyOf(settings, settings.length + 8);
        System.arraycopy(
                new Object[] {"host", "127.0.0.1", "port", server.port(), "security", "none", "from", "mail@example.org"
                },
                0,
                all,
                settings.length,
                8);
        MailSettings configured = of(all);
        MailTransport transport = MailTransport.to(configured, Sender.of(configured, "localhost"), Optional.empty());
        MailMessageId id = MailMessageId.next();
        try (MailConnection connection = transport.open()) {
            assertThat(transport.send(connection, id, LEA, HELLO)).isEqualTo(new MailOutcome.Taken());
        }
        return id;
    }

    private static KeyPair keys(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private Path pem(KeyPair keys) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "key-", ".pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    /** As a receiving server checks it (RFC 6376 3.7), for relaxed canonicalisation of both. */
    private static boolean isProven(String message, KeyPair keys) throws Exception {
        int end = message.indexOf("\r\n\r\n");
        Map<String, String> fields = signatureFields(message);
        byte[] body = relaxedBody(message.substring(end + 4)).getBytes(StandardCharsets.UTF_8);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        StringBuilder signed = new StringBuilder();
        for (String name : value(fields, "h").split(":")) {
            headerIn(message, name.strip())
                    .ifPresent(header -> signed.append(relaxedHeader(header)).append("\r\n"));
        }
        String own = headerIn(message, "DKIM-Signature").orElseThrow();
        signed.append(relaxedHeader(own.replaceFirst("(?s)([;\\s])b=[^;]*", "$1b=")));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update(signed.toString().getBytes(StandardCharsets.UTF_8));
        return hash.equals(value(fields, "bh"))
                && signature.verify(Base64.getDecoder().decode(value(fields, "b")));
    }

    private static String value(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow();
    }

    private static Map<String, String> signatureFields(String message) {
        String header = headerIn(message, "DKIM-Signature").orElseThrow();
        return Arrays.stream(header.substring(header.indexOf(':') + 1).split(";"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> field[0].strip(),
                        field -> field[1].replaceAll("\\s", ""),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static Optional<String> headerIn(String message, String name) {
        String head = message.substring(0, message.indexOf("\r\n\r\n"));
        return Arrays.stream(head.split("\r\n(?![ \t])"))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .reduce((first, last) -> last);
    }

    private static String relaxedHeader(String header) {
        int colon = header.indexOf(':');
        return header.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":"
                + header.substring(colon + 1)
                        .replace("\r\n", "")
                        .replaceAll("[ \t]+", " ")
                        .strip();
    }

    private static String relaxedBody(String body) {
        String relaxed = body.replaceAll("[ \t]+", " ").replace(" \r\n", "\r\n").replaceAll("(\r\n)+$", "");
        return relaxed.isEmpty() ? "" : relaxed + "\r\n";
    }
}
