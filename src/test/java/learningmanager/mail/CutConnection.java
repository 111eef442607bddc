package learningmanager.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands before a server whose clients speak in lines, and hangs up on both in place of passing on a line with certain words. */
final class CutConnection implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final int server;
    private final String words;

    CutConnection(int server, String words) throws IOException {
        this.server = server;
        this.words = words;
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                pass();
            }
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    private void pass() {
        try (Socket client = listening.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = there.getOutputStream()) {
            Thread.ofVirtual().start(() -> answers(there, client));
            for (String line = lines.readLine(); line != null && !line.contains(words); line = lines.readLine()) {
                out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException over) {
            // One of the two hung up.
        }
    }

    private static void answers(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            // One of the two hung up.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
