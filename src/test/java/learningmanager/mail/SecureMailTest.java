package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS to a real server, whose certificate only those know who were told of it. */
class SecureMailTest {
    private static final EmailAddress LEA = new EmailAddress("lea@example.org");
    private static final Mail HELLO = new Mail("University", LEA, Optional.empty(), "Hello", "Text", "<p>Text</p>");

    @TempDir
    private static Path folder;

    private static GreenMail server;
    private static SSLSocketFactory trust;
    private static SSLContext serving;

    @BeforeAll
    static void start_a_server_with_a_certificate_of_its_own() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(store).as(Files.readString(folder.resolve("keytool.txt"))).exists();
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, store.toString());
        server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
        server.setUser("lea@example.org", "mailer", "secret");
        server.start();
        trust = trusting(store);
        serving = serving(store);
    }

    @AfterAll
    static void stop() {
        server.stop();
        System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
    }

    @Test
    void a_mail_goes_over_tls_with_a_password() {
        assertThat(send("secret", Optional.of(trust))).isEqualTo(new MailOutcome.Taken());
        assertThat(server.getReceivedMessages()).isNotEmpty();
    }

    @Test
    void a_connection_that_begins_in_the_clear_is_secured_before_anything_is_said_over_it() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MailSettings settings =
                    MailSettingsByHand.of("host", "localhost", "port", listening.getLocalPort(), "timeout", "20s");
            assertThat(settings.security()).isEqualTo(MailSettings.Security.STARTTLS);
            MailTransport transport = MailTransport.to(settings, Sender.of(settings, "localhost"), Optional.of(trust));
            CompletableFuture<List<String>> told = CompletableFuture.supplyAsync(() -> converse(listening));
            try (MailConnection connection = transport.open()) {
                assertThat(transport.send(connection, MailMessageId.next(), LEA, HELLO))
                        .isEqualTo(new MailOutcome.Taken());
            }
            assertThat(told.get(20, TimeUnit.SECONDS))
                    .startsWith("EHLO", "STARTTLS", "over TLS", "EHLO", "MAIL FROM", "RCPT TO", "DATA");
        }
    }

    /** As a server that offers STARTTLS; gives the commands that it was told. */
    private static List<String> converse(ServerSocket listening) {
        List<String> told = new ArrayList<>();
        try (Socket plain = listening.accept()) {
            say(plain, "220 localhost");
            told.add(command(plain));
            say(plain, "250-localhost\r\n250 STARTTLS");
            told.add(command(plain));
            say(plain, "220 Go on");
            try (SSLSocket tls = (SSLSocket) serving.getSocketFactory().createSocket(plain, "", 0, false)) {
                tls.setUseClientMode(false);
                tls.startHandshake();
                told.add("over TLS");
                for (String line = line(tls); !line.equals("QUIT"); line = line(tls)) {
                    told.add(command(line));
                    if (line.equals("DATA")) {
                        say(tls, "354 Go on");
                        while (!line.equals(".")) {
                            line = line(tls);
                        }
                    }
                    say(tls, "250 OK");
                }
            }
            return told;
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String command(Socket socket) throws IOException {
        return command(line(socket));
    }

    private static String command(String line) {
        return line.startsWith("EHLO") ? "EHLO" : line.split(":")[0];
    }

    /** No further than its end, for what follows may be encrypted. */
    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\n';
                c = socket.getInputStream().read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for_gets_no_mail() {
        assertThat(send("secret", Optional.empty()))
                .isInstanceOfSatisfying(
                        MailOutcome.Unreachable.class,
                        refused -> assertThat(refused.answer()).contains("certification path"));
    }

    @Test
    void a_wrong_password_makes_all_mails_wait() {
        assertThat(send("wrong", Optional.of(trust)))
                .isInstanceOfSatisfying(
                        MailOutcome.Unreachable.class,
                        refused -> assertThat(refused.answer()).contains("535"));
    }

    @Test
    void nothing_is_sent_in_the_clear_to_a_server_that_offers_no_tls() {
        ScriptedMailServer plain = new ScriptedMailServer();
        plain.start();
        MailSettings settings = MailSettingsByHand.of("host", "127.0.0.1", "port", plain.port());
        MailTransport transport = MailTransport.to(settings, Sender.of(settings, "localhost"), Optional.empty());
        try (MailConnection connection = transport.open()) {
            assertThat(transport.send(connection, MailMessageId.next(), LEA, HELLO))
                    .isInstanceOf(MailOutcome.Unreachable.class);
            assertThat(plain.taken()).isZero();
        } finally {
            plain.stop();
        }
    }

    @Test
    void a_bundle_of_certificates_that_is_not_there_ends_the_start() {
        assertThatThrownBy(() ->
                        MailConfiguration.trusting(MailSettingsByHand.of("ssl-bundle", "company"), Optional.empty()))
                .hasMessage("learning-manager.mail.ssl-bundle is \"company\", but there is no such bundle:"
                        + " name one of spring.ssl.bundle.*.");
    }

    private static MailOutcome send(String password, Optional<SSLSocketFactory> trusted) {
        MailSettings settings = MailSettingsByHand.of(
                "host",
                "localhost",
                "port",
                server.getSmtps().getPort(),
                "security",
                "tls",
                "username",
                "mailer",
                "password",
                password,
                "timeout",
                "20s");
        MailTransport transport = MailTransport.to(settings, Sender.of(settings, "localhost"), trusted);
        try (MailConnection connection = transport.open()) {
            return transport.send(connection, MailMessageId.next(), LEA, HELLO);
        }
    }

    private static KeyStore keys(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    private static SSLContext serving(Path store) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(store), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLSocketFactory trusting(Path store) throws Exception {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("server", keys(store).getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
