package learningmanager.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.EmailAddress;
import learningmanager.base.Installation;
import learningmanager.base.ServerKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * One-time links: a random 128-bit ID and an HMAC over it by the server's key. The database has the ID alone, so that who reads it
 * can open nothing, and the mail can be written anew for another attempt.
 */
@Repository
class AccountLinks {
    static final String PATH = "/account-link/";

    private static final byte[] USE = "account link ".getBytes(StandardCharsets.US_ASCII);
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final JdbcClient jdbc;
    private final ServerKey key;
    private final Installation installation;
    private final Clock clock;

    AccountLinks(JdbcClient jdbc, ServerKey key, Installation installation, Clock clock) {
        this.jdbc = jdbc;
        this.key = key;
        this.installation = installation;
        this.clock = clock;
    }

    /** Makes one, in place of those for the same account and purpose that were not used yet. */
    UUID make(LinkPurpose purpose, Optional<AccountId> account, Optional<EmailAddress> email) {
        account.ifPresent(id -> voidUnused(purpose, id));
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into account_link (id, purpose, account_id, email, made_at, expires_at)
                        values (:id, :purpose, :account, :email, :now, :until)""")
                .param("id", id)
                .param("purpose", purpose.name())
                .param("account", account.map(AccountId::value).orElse(null), Types.OTHER)
                .param("email", email.map(EmailAddress::text).orElse(null), Types.VARCHAR)
                .param("now", Columns.at(now))
                .param("until", Columns.at(now.plus(purpose.holds())))
                .update();
        return id;
    }

    private void voidUnused(LinkPurpose purpose, AccountId account) {
        jdbc.sql("delete from account_link where account_id = :account and purpose = :purpose and used_at is null")
                .param("account", account.value())
                .param("purpose", purpose.name())
                .update();
    }

    String addressOf(UUID id) {
        return installation.address(PATH + tokenOf(id));
    }

    /** The link of the token, where it is genuine, not used and not expired. */
    Optional<AccountLink> find(String token) {
        return idIn(token)
                .filter(id -> MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), tokenOf(id).getBytes(StandardCharsets.UTF_8)))
                .flatMap(this::find);
    }

    Optional<AccountLink> find(UUID id) {
        return findEach(List.of(id)).stream().findFirst();
    }

    /** Those that are there, not used and not expired. */
    List<AccountLink> findEach(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select k.id, k.purpose, k.account_id, coalesce(k.email, a.email) as email, a.name, k.expires_at
                        from account_link k left join account a on a.id = k.account_id
                        where k.id in (:ids) and k.used_at is null and k.expires_at > :now""")
                .param("ids", ids)
                .param("now", Columns.at(clock.instant()))
                .query((row, number) -> new AccountLink(
                        row.getObject("id", UUID.class),
                        LinkPurpose.valueOf(row.getString("purpose")),
                        Columns.optionalId(row, "account_id", AccountId::new),
                        Optional.ofNullable(row.getString("email")).map(EmailAddress::new),
                        Optional.ofNullable(row.getString("name")).orElse(""),
                        Columns.instant(row, "expires_at")))
                .list();
    }

    /** Whether it could be used still; once at most. */
    boolean use(AccountLink link) {
        return jdbc.sql(
                                "update account_link set used_at = :now where id = :id and used_at is null and expires_at > :now")
                        .param("id", link.id())
                        .param("now", Columns.at(clock.instant()))
                        .update()
                == 1;
    }

    private static Optional<UUID> idIn(String token) {
        int dot = token.indexOf('.');
        try {
            byte[] id = Base64.getUrlDecoder().decode(token.substring(0, Math.max(dot, 0)));
            ByteBuffer read = ByteBuffer.wrap(id);
            return id.length == 2 * Long.BYTES
                    ? Optional.of(new UUID(read.getLong(), read.getLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private String tokenOf(UUID id) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        byte[] message = ByteBuffer.allocate(USE.length + bytes.length)
                .put(USE)
                .put(bytes)
                .array();
        return TEXT.encodeToString(bytes) + "." + TEXT.encodeToString(key.sign(message));
    }
}
