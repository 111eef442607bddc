package learningmanager.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A mail server on this machine that answers each recipient as it is told to, and can be down. */
public final class ScriptedMailServer {
    private final int port;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private final Set<String> unansweredOnce = ConcurrentHashMap.newKeySet();
    private volatile int perConnection = Integer.MAX_VALUE;
    private volatile String answerToSenders = "250 OK";
    private volatile boolean hangsUp;
    private volatile boolean holds;
    private final AtomicInteger held = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private @Nullable ServerSocket listening;
    private @Nullable Thread accepting;

    public ScriptedMailServer() {
        port = freePort();
    }

    /** Below the ports that systems hand out by themselves, so that it is still free when the server starts again. */
    private static int freePort() {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket free = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
    }

    public record Taken(String sender, String recipient, String message) {
        public String header(String name) {
            return message.lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    public int port() {
        return port;
    }

    public List<Taken> takenFor(String recipient) {
        return taken.stream()
                .filter(message -> message.recipient().equals(recipient))
                .toList();
    }

    /** All that it took, in the order of arrival. */
    public List<Taken> all() {
        return List.copyOf(taken);
    }

    /** How many messages it took. */
    public int taken() {
        return count.get();
    }

    /** Begins to count and keep anew. */
    public void forget() {
        taken.clear();
        count.set(0);
    }

    public int connections() {
        return connections.get();
    }

    /**
     * To RCPT TO: {@code answer}, a reply line such as "550 5.1.1 No such user".
     *
     * @param recipient an address, or all of a domain: "@example.org"
     */
    public void answer(String recipient, String answer) {
        answers.put(recipient, answer);
    }

    /** To MAIL FROM, whoever it is for: a reply line. */
    public void answerSenders(String answer) {
        answerToSenders = answer;
    }

    /** Takes what is for {@code recipient}, and closes the connection in place of saying so. */
    public void hangUpInsteadOfAnswering(String recipient) {
        unanswered.add(recipient);
    }

    /** The same, the first time alone. */
    public void hangUpOnceInsteadOfAnswering(String recipient) {
        unansweredOnce.add(recipient);
    }

    /** What {@link #hangUpInsteadOfAnswering} began is over. */
    public void answerAgain(String recipient) {
        unanswered.remove(recipient);
    }

    /** Closes each connection with 421 after so many messages. */
    public void closeAfter(int messages) {
        perConnection = messages;
    }

    /** Closes each connection before it says a word. */
    public void hangUp(boolean yes) {
        hangsUp = yes;
    }

    /** Keeps each message that has come in whole from being answered, until it is told to let them go. */
    public void hold(boolean yes) {
        holds = yes;
    }

    /** How many messages are or were held. */
    public int held() {
        return held.get();
    }

    /** Takes so long for each answer. */
    public void delay(Duration each) {
        delay = each;
    }

    public void start() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = socket;
            accepting = Thread.ofVirtual().start(() -> accept(socket));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** The port is free again when this returns: closing alone leaves it taken until the accepting thread has noticed. */
    public void stop() {
        try {
            if (listening != null) {
                listening.close();
            }
            if (accepting != null) {
                accepting.join();
            }
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> converse(connection));
            } catch (IOException stopped) {
                return;
            }
        }
    }

    private void converse(Socket connection) {
        try (connection;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = connection.getOutputStream()) {
            if (hangsUp) {
                return;
            }
            say(out, "220 scripted ESMTP");
            String sender = "";
            String recipient = "";
            int messages = 0;
            String line = in.readLine();
            while (line != null) {
                String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase();
                switch (command) {
                    case "MAIL" -> {
                        if (++messages > perConnection) {
                            say(out, "421 4.7.0 Too many messages in this session");
                            return;
                        }
                        sender = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        say(out, answerToSenders);
                    }
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        say(out, answerTo(recipient));
                    }
                    case "DATA" -> {
                        say(out, "354 Go on");
                        StringBuilder message = new StringBuilder();
                        String text = in.readLine();
                        while (text != null && !text.equals(".")) {
                            message.append(text).append('\n');
                            text = in.readLine();
                        }
                        if (text == null) {
                            return;
                        }
                        taken.add(new Taken(sender, recipient, message.toString()));
                        count.incrementAndGet();
                        if (holds) {
                            held.incrementAndGet();
                        }
                        while (holds) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        if (unanswered.contains(recipient) || unansweredOnce.remove(recipient)) {
                            return;
                        }
                        say(out, "250 Taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 Bye");
                        return;
                    }
                    default -> say(out, "250 OK");
                }
                line = in.readLine();
            }
        } catch (IOException gone) {
            // The other side went away, or stop() was called: nothing to tell anybody.
        } finally {
            open.remove(connection);
        }
    }

    private String answerTo(String recipient) {
        return answers.getOrDefault(
                recipient, answers.getOrDefault(recipient.substring(recipient.indexOf('@')), "250 OK"));
    }

    private void say(OutputStream out, String line) throws IOException {
        if (delay.isPositive()) {
            LockSupport.parkNanos(delay.toNanos());
        }
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
