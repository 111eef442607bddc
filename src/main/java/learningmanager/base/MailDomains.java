package learningmanager.base;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Well-known mail domains as people mistype them. */
final class MailDomains {
    private static final Map<String, String> TYPOS = typos();

    private MailDomains() {}

    /** The domain that is likely meant, in lower case as {@code domain} is. */
    static Optional<String> meant(String domain) {
        return Optional.ofNullable(TYPOS.get(domain));
    }

    /** Only what is hardly ever somebody's real domain: a warning too many teaches people to look past warnings. */
    private static Map<String, String> typos() {
        Map<String, Set<String>> typos = Map.of(
                "gmail.com",
                Set.of(
                        "gmial.com",
                        "gmai.com",
                        "gmal.com",
                        "gmil.com",
                        "gamil.com",
                        "gnail.com",
                        "gmail.co",
                        "gmail.con",
                        "gmail.cm",
                        "gmaill.com",
                        "gmail.comm",
                        "gmali.com",
                        "gmailcom.com"),
                "hotmail.com",
                Set.of(
                        "hotmial.com",
                        "hotmal.com",
                        "hotmai.com",
                        "hotmil.com",
                        "hotmail.con",
                        "hotmail.co",
                        "hotmaill.com",
                        "homtail.com",
                        "hotnail.com"),
                "outlook.com",
                Set.of("outlok.com", "outloo.com", "outlook.con", "outlook.co", "outllook.com", "oulook.com"),
                "yahoo.com",
                Set.of("yaho.com", "yahooo.com", "yahoo.con", "yahho.com", "yhaoo.com", "yhoo.com"),
                "icloud.com",
                Set.of("iclod.com", "icloud.con", "iclould.com", "icoud.com"));
        return typos.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(typo -> Map.entry(typo, entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
