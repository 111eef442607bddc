package learningmanager.benchmark;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import learningmanager.Application;
import learningmanager.mail.MailsByHand;
import learningmanager.mail.ScriptedMailServer;
import learningmanager.sample.SampleData;
import learningmanager.testing.QueuedInvitations;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * {@code MAILS ROWS ROUNDS SETTING…}: empties queues of both lengths, and sends as many by the bare loop, in turn, in a process of
 * its own. Prints figures as {@link Worker} does.
 */
final class MailWorker {
    private static final int WARM_UP = 3_000;

    private MailWorker() {}

    public static void main(String[] arguments) throws Exception {
        List<String> rest = Arrays.asList(arguments);
        drain(
                Integer.parseInt(rest.get(0)),
                Integer.parseInt(rest.get(1)),
                Integer.parseInt(rest.get(2)),
                rest.subList(3, rest.size()));
        System.exit(0);
    }

    private static ApplicationContext application(List<String> settings) {
        ApplicationContext context = SpringApplication.run(Application.class, settings.toArray(String[]::new));
        SampleData sample = context.getBean(SampleData.class);
        if (sample.isDatabaseEmpty()) {
            sample.create();
        }
        return context;
    }

    private static void drain(int mails, int rows, int rounds, List<String> settings) throws Exception {
        ScriptedMailServer server = new ScriptedMailServer();
        server.start();
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "--learning-manager.mail.host=127.0.0.1",
                "--learning-manager.mail.port=" + server.port(),
                "--learning-manager.mail.security=none"));
        ApplicationContext context = application(all);
        DataSource database = context.getBean(DataSource.class);
        QueuedInvitations.queue(database, WARM_UP);
        send(context, server, WARM_UP);
        bare(server, WARM_UP);

        List<Double> bare = new ArrayList<>();
        List<Double> drained = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            bare.add(bare(server, mails));
            QueuedInvitations.queue(database, mails);
            settle(database);
            drained.add(send(context, server, mails));
        }
        QueuedInvitations.queue(database, rows);
        settle(database);
        List<Double> fromLong = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            fromLong.add(send(context, server, mails));
        }
        Worker.tell("drain.bare", bare);
        Worker.tell("drain", drained);
        Worker.tell("drain.long", fromLong);
    }

    /** That the mails were queued is no burden of sending them: a million are written out and counted first. */
    private static void settle(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    /** Until as many have arrived, of those that are queued. */
    private static double send(ApplicationContext context, ScriptedMailServer server, int mails) {
        server.forget();
        long begin = System.nanoTime();
        MailsByHand.sendDue(context, () -> server.taken() < mails);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (server.taken() < mails) {
            throw new IllegalStateException(server.taken() + " mails arrived");
        }
        return seconds * mails / server.taken();
    }

    /** Jakarta Mail over one open connection, with messages such as ours. */
    private static double bare(ScriptedMailServer server, int mails) throws Exception {
        server.forget();
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(server.port()));
        Session session = Session.getInstance(properties);
        long begin = System.nanoTime();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            for (int mail = 0; mail < mails; mail++) {
                MimeMessage message = message(session, mail);
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static MimeMessage message(Session session, int number) throws Exception {
        String link = "http://localhost:8080/accept/" + number + "x".repeat(60);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("learning-manager@localhost", "Example University"));
        message.setReplyTo(InternetAddress.parse("manager@example.org"));
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse("learner" + number + "@example.com"));
        message.setSubject("Example University invites you to Data Analytics");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(
                "You are invited to study Data Analytics\n\n" + "As a learner. ".repeat(20) + "\n\n" + link, "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(
                "<html><body><p>" + "As a learner. ".repeat(80) + "</p><a href=\"" + link + "\">Open</a></body></html>",
                "UTF-8",
                "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }
}
