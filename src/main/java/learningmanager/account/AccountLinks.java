package learningmanager.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Types;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import learningmanager.base.EmailAddress;
import learningmanager.base.Installation;
import learningmanager.base.ServerKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * One-time links: what it is for, a random 128-bit ID and an HMAC over both by the server's key. The database has the ID alone, so
 * that who reads it can open nothing, and the mail can be written anew for another attempt.
 */
@Repository
class AccountLinks {
    private static final byte[] USE = "account link ".getBytes(StandardCharsets.US_ASCII);
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final JdbcClient jdbc;
    private final ServerKey key;
    private final Installation installation;
    private final DatabaseClock clock;

    AccountLinks(JdbcClient jdbc, ServerKey key, Installation installation, DatabaseClock clock) {
        this.jdbc = jdbc;
        this.key = key;
        this.installation = installation;
        this.clock = clock;
    }

    /** Makes one, in place of those for the same account and purpose that were not used yet, where {@link LinkPurpose#endsByANewerOne}. */
    UUID make(LinkPurpose purpose, Optional<AccountId> account, Optional<EmailAddress> email) {
        if (purpose.endsByANewerOne()) {
            account.ifPresent(id -> voidUnused(purpose, id));
        }
        UUID id = UUID.randomUUID();
        Instant now = clock.now();
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

    String addressOf(UUID id, LinkPurpose purpose) {
        return installation.address(AccountLinkService.PATH + tokenOf(new Genuine(id, purpose)));
    }

    /** What a token of ours says, also when nothing is kept any more of its link. */
    record Genuine(UUID id, LinkPurpose purpose) {
        private static final int BYTES = 1 + 2 * Long.BYTES;

        private byte[] bytes() {
            return ByteBuffer.allocate(BYTES)
                    .put(purpose.code())
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        private static Optional<Genuine> of(byte[] bytes) {
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            ByteBuffer read = ByteBuffer.wrap(bytes);
            return LinkPurpose.of(read.get())
                    .map(purpose -> new Genuine(new UUID(read.getLong(), read.getLong()), purpose));
        }
    }

    /** What the token says, where it is one of ours. */
    Optional<Genuine> read(String token) {
        return saidBy(token)
                .filter(said -> MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), tokenOf(said).getBytes(StandardCharsets.UTF_8)));
    }

    /** Why a link that is not found can't be used, as far as that is known still. */
    OpenedLink.Why whyOver(UUID id) {
        return jdbc.sql("select used_at is not null from account_link where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .map(used -> used ? OpenedLink.Why.USED : OpenedLink.Why.EXPIRED)
                .orElse(OpenedLink.Why.GONE);
    }

    /** The link, where it is there, not used and not expired. */
    Optional<AccountLink> find(UUID id) {
        return findEach(List.of(id)).stream().findFirst();
    }

    /** Those that are there, not used and not expired. */
    List<AccountLink> findEach(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select k.id, k.purpose, k.account_id, coalesce(k.email, a.email) as email, a.name, k.expires_at,
                          exists (select 1 from account t where lower(t.email) = lower(coalesce(k.email, a.email))) as has_account
                        from account_link k left join account a on a.id = k.account_id
                        where k.id in (:ids) and k.used_at is null and k.expires_at > :now""")
                .param("ids", ids)
                .param("now", Columns.at(clock.now()))
                .query((row, number) -> new AccountLink(
                        row.getObject("id", UUID.class),
                        LinkPurpose.valueOf(row.getString("purpose")),
                        Columns.optionalId(row, "account_id", AccountId::new),
                        Optional.ofNullable(row.getString("email")).map(EmailAddress::new),
                        row.getBoolean("has_account"),
                        Optional.ofNullable(row.getString("name")).orElse(""),
                        Columns.instant(row, "expires_at")))
                .list();
    }

    /**
     * Whether it could be used still; once at most.
     *
     * @param account whose it is from then on: made by it, or before
     */
    boolean use(AccountLink link, AccountId account) {
        return jdbc.sql("""
                                update account_link set used_at = :now, account_id = :account
                                where id = :id and used_at is null and expires_at > :now""")
                        .param("id", link.id())
                        .param("account", account.value())
                        .param("now", Columns.at(clock.now()))
                        .update()
                == 1;
    }

    /** Keeps the address that a used link took from its account, for it to be told. */
    void tell(AccountLink used, EmailAddress before) {
        jdbc.sql("update account_link set told = :told where id = :id")
                .param("told", before.text())
                .param("id", used.id())
                .update();
    }

    /** Those of the links that changed an address. */
    List<AddressChange> changes(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select id, told, email, used_at from account_link where id in (:ids) and told is not null")
                .param("ids", ids)
                .query((row, number) -> new AddressChange(
                        row.getObject("id", UUID.class),
                        new EmailAddress(row.getString("told")),
                        new EmailAddress(row.getString("email")),
                        Columns.instant(row, "used_at")))
                .list();
    }

    /**
     * What a link did to an account's address.
     *
     * @param link its ID
     */
    record AddressChange(UUID link, EmailAddress before, EmailAddress since, Instant at) {}

    private static Optional<Genuine> saidBy(String token) {
        int dot = token.indexOf('.');
        try {
            return Genuine.of(Base64.getUrlDecoder().decode(token.substring(0, Math.max(dot, 0))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private String tokenOf(Genuine link) {
        byte[] bytes = link.bytes();
        byte[] message = ByteBuffer.allocate(USE.length + bytes.length)
                .put(USE)
                .put(bytes)
                .array();
        return TEXT.encodeToString(bytes) + "." + TEXT.encodeToString(key.sign(message));
    }
}
