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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mail server on this machine that answers each recipient as it is told to, and can be down. */
final class ScriptedMailServer {
    private final int port;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private @Nullable ServerSocket listening;
    private @Nullable Thread accepting;

    ScriptedMailServer() {
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

    record Taken(String recipient, String message) {
        String header(String name) {
            return message.lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    int port() {
        return port;
    }

    List<Taken> takenFor(String recipient) {
        return taken.stream()
                .filter(message -> message.recipient().equals(recipient))
                .toList();
    }

    int connections() {
        return connections.get();
    }

    /** To RCPT TO: {@code answer}, a reply line such as "550 5.1.1 No such user". */
    void answer(String recipient, String answer) {
        answers.put(recipient, answer);
    }

    void start() {
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
    void stop() {
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
            say(out, "220 scripted ESMTP");
            String recipient = "";
            String line = in.readLine();
            while (line != null) {
                String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase();
                switch (command) {
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        say(out, answers.getOrDefault(recipient, "250 OK"));
                    }
                    case "DATA" -> {
                        say(out, "354 Go on");
                        StringBuilder message = new StringBuilder();
                        String text = in.readLine();
                        while (text != null && !text.equals(".")) {
                            message.append(text).append('\n');
                            text = in.readLine();
                        }
                        taken.add(new Taken(recipient, message.toString()));
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

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
