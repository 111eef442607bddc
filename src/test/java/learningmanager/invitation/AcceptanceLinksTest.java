package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import learningmanager.base.Installation;
import learningmanager.base.MissingSettingException;
import learningmanager.base.ServerKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signed links by themselves, without a database. */
class AcceptanceLinksTest {
    private static final String H2 = "jdbc:h2:file:./data/learning-manager";
    private static final String POSTGRESQL = "jdbc:postgresql://localhost/learning-manager";
    private static final String KEY = "a key that only this very test knows of";

    private final UUID id = UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    void a_token_leads_back_to_its_link_and_is_genuine() {
        InvitationLinks links = links(KEY, POSTGRESQL);
        String token = links.tokenOf(id, 1);
        assertThat(links.linkIdIn(token)).contains(id);
        assertThat(links.isGenuine(token, id, 1)).isTrue();
        assertThat(token).matches("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void the_same_link_can_be_derived_again() {
        assertThat(links(KEY, POSTGRESQL).tokenOf(id, 1))
                .isEqualTo(links(KEY, POSTGRESQL).tokenOf(id, 1));
    }

    @Test
    void raising_the_version_makes_the_old_link_void() {
        InvitationLinks links = links(KEY, POSTGRESQL);
        assertThat(links.isGenuine(links.tokenOf(id, 1), id, 2)).isFalse();
        assertThat(links.isGenuine(links.tokenOf(id, 2), id, 2)).isTrue();
    }

    @Test
    void another_key_or_another_link_is_not_genuine() {
        InvitationLinks links = links(KEY, POSTGRESQL);
        String token = links.tokenOf(id, 1);
        assertThat(links("x" + KEY, POSTGRESQL).isGenuine(token, id, 1)).isFalse();
        assertThat(links.isGenuine(token, UUID.randomUUID(), 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "garbage", "not base64!.x", "AAAA.AAAA", "ä€😀.x", "%00.x"})
    void garbage_names_no_link(String token) {
        assertThat(links(KEY, POSTGRESQL).linkIdIn(token)).isEmpty();
    }

    @Test
    void the_address_starts_where_browsers_reach_the_installation() {
        InvitationLinks links =
                linksOf(new Installation(URI.create("https://learn.example.org/"), KEY, folder.toString()), POSTGRESQL);
        assertThat(links.addressOf(id, 1)).isEqualTo("https://learn.example.org/accept/" + links.tokenOf(id, 1));
    }

    @Test
    void beside_the_embedded_database_a_key_is_made_once_for_its_owner_alone_and_used_again() throws IOException {
        String token = links(null, H2).tokenOf(id, 1);
        Path file = folder.resolve("data").resolve("link.key");

        assertThat(Files.size(file)).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] made = Files.readAllBytes(file);
        assertThat(links(null, H2).isGenuine(token, id, 1)).isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(made);
    }

    @Test
    void two_installations_make_two_keys() {
        String token = links(null, H2).tokenOf(id, 1);
        InvitationLinks elsewhere = linksOf(
                new Installation(
                        URI.create("http://localhost:8080"),
                        null,
                        folder.resolve("elsewhere").toString()),
                H2);
        assertThat(elsewhere.isGenuine(token, id, 1)).isFalse();
    }

    @Test
    void a_damaged_key_file_is_told_and_never_signed_with() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createFile(folder.resolve("data").resolve("link.key"));
        assertThatThrownBy(() -> links(null, H2)).hasMessageContaining("link.key");
    }

    @Test
    void a_configured_key_is_used_with_the_embedded_database_too() {
        assertThat(links(KEY, H2).tokenOf(id, 1))
                .isEqualTo(links(KEY, POSTGRESQL).tokenOf(id, 1));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_real_database_asks_for_a_key_of_at_least_32_characters() {
        assertThatThrownBy(() -> links(null, POSTGRESQL))
                .isInstanceOf(MissingSettingException.class)
                .hasMessageContaining("learning-manager.link-key");
        assertThatThrownBy(() -> links("too short", POSTGRESQL)).isInstanceOf(MissingSettingException.class);
        assertThatThrownBy(() -> links("too short", H2)).isInstanceOf(MissingSettingException.class);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private InvitationLinks links(@Nullable String key, String database) {
        return linksOf(
                new Installation(
                        URI.create("http://localhost:8080"),
                        key,
                        folder.resolve("data").toString()),
                database);
    }

    private static InvitationLinks linksOf(Installation installation, String database) {
        return new InvitationLinks(installation, new ServerKey(installation, database));
    }
}
