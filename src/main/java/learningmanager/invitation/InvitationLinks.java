package learningmanager.invitation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.Installation;
import learningmanager.base.ServerKey;
import org.springframework.stereotype.Component;

/**
 * Personal links: a random 128-bit ID and an HMAC-SHA256 over it and the link's version, so that a link can be derived again
 * for a repeated mail and made void by raising the version (OWASP ASVS 5, 11.5.1).
 */
@Component
class InvitationLinks {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Installation installation;
    private final ServerKey key;

    InvitationLinks(Installation installation, ServerKey key) {
        this.installation = installation;
        this.key = key;
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
        return key.sign(ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .put(bytes(linkId))
                .putInt(version)
                .array());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
