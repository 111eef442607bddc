package learningmanager.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The secret by which this installation knows what it gave out: links and cookies carry an HMAC-SHA256 by it. */
@Component
public class ServerKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;

    private final SecretKey key;

    public ServerKey(Installation installation, @Value("${spring.datasource.url}") String database) {
        this.key = new SecretKeySpec(secret(installation, database.startsWith("jdbc:h2:")), ALGORITHM);
    }

    /** The message authentication code of the bytes. What differs in use must differ in them. */
    public byte[] sign(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] secret(Installation installation, boolean embedded) {
        String configured = installation.linkKey();
        if (configured != null && configured.length() >= SHORTEST_KEY) {
            return configured.getBytes(StandardCharsets.UTF_8);
        }
        if (embedded && configured == null) {
            return secretBeside(Path.of(installation.dataDirectory()));
        }
        throw new MissingSettingException(
                "learning-manager.link-key",
                "set it to a secret of at least 32 characters, the same on every server; it signs the learners' links");
    }

    private static byte[] secretBeside(Path directory) {
        Path file = directory.resolve("link.key");
        try {
            Files.createDirectories(directory);
            try {
                byte[] fresh = new byte[SHORTEST_KEY];
                new SecureRandom().nextBytes(fresh);
                Files.createFile(file, forItsOwnerAlone(directory));
                Files.write(file, fresh);
                return fresh;
            } catch (FileAlreadyExistsException madeOnAnEarlierStart) {
                byte[] kept = Files.readAllBytes(file);
                if (kept.length < SHORTEST_KEY) {
                    throw new IOException(
                            "it is damaged, " + kept.length + " bytes; delete it, and links sent before end");
                }
                return kept;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The link key cannot be kept at " + file, e);
        }
    }

    /** From the first moment on, where the file system knows owners. */
    private static FileAttribute<?>[] forItsOwnerAlone(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
