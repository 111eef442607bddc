package learningmanager.invitation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import learningmanager.base.Installation;
import learningmanager.base.MissingSettingException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Personal links: a random 128-bit ID and an HMAC-SHA256 over it and the link's version, so that a link can be derived again
 * for a repeated mail and made void by raising the version (OWASP ASVS 5, 11.5.1).
 */
@Component
class InvitationLinks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Installation installation;
    private final SecretKey key;

    InvitationLinks(Installation installation, @Value("${spring.datasource.url}") String database) {
        this.installation = installation;
        this.key = new SecretKeySpec(secret(installation, database.startsWith("jdbc:h2:")), ALGORITHM);
    }

    /** The address to send to a learner. */
    String addressOf(UUID linkId, int version) {
        return installation.address("/accept/" + tokenOf(linkId, version));
    }

    String tokenOf(UUID linkId, int version) {
        return TEXT.encodeToString(bytes(linkId)) + "." + TEXT.encodeToString(mac(linkId, version));
    }

    /** The link's ID as the token says it; whether it is to be believed, {@link #isGenuine} knows. */
    Optional<UUID> linkIdIn(String token) {
        int dot = token.indexOf('.');
        try {
            byte[] id = Base64.getUrlDecoder().decode(token.substring(0, Math.max(dot, 0)));
            if (id.length != 2 * Long.BYTES) {
                return Optional.empty();
            }
            ByteBuffer read = ByteBuffer.wrap(id);
            return Optional.of(new UUID(read.getLong(), read.getLong()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Compares in constant time. */
    boolean isGenuine(String token, UUID linkId, int version) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), tokenOf(linkId, version).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(UUID linkId, int version) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes(linkId));
            return mac.doFinal(
                    ByteBuffer.allocate(Integer.BYTES).putInt(version).array());
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
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
