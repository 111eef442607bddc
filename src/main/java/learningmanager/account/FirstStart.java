package learningmanager.account;

import java.util.Optional;
import learningmanager.base.EmailAddress;
import learningmanager.base.Refusal;
import learningmanager.base.WrongSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Where nobody may administer the installation yet: makes the administrator that the configuration names, or prints a one-time link.
 * After the sample data, which has one.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@EnableConfigurationProperties(FirstAdministrator.class)
class FirstStart implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final String EMAIL = "learning-manager.first-administrator.email";
    private static final String PASSWORD = "learning-manager.first-administrator.password";

    private final AccountLinkService links;
    private final FirstAdministrator configured;

    FirstStart(AccountLinkService links, FirstAdministrator configured) {
        this.links = links;
        this.configured = configured;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (links.hasAdministrator()) {
            return;
        }
        if (StringUtils.hasText(configured.email())) {
            makeAsConfigured(configured.email());
        } else {
            LOG.warn(
                    "Nobody can administer this installation yet. Open this link within 24 hours to become its administrator; it works once: {}",
                    links.firstAdministratorLink());
        }
    }

    private void makeAsConfigured(String address) {
        EmailAddress email = EmailAddress.parse(address)
                .toOptional()
                .orElseThrow(() -> WrongSettingException.of(EMAIL, "it must be an e-mail address"));
        links.makeFirstAdministrator(
                        email, Optional.ofNullable(configured.password()).orElse(""))
                .whyNot()
                .ifPresent(refusal -> {
                    throw refused(refusal);
                });
        LOG.info("{} is platform administrator.", email);
    }

    private static WrongSettingException refused(Refusal refusal) {
        return switch (refusal.code()) {
            case "account.password-wrong" ->
                WrongSettingException.of(
                        PASSWORD,
                        "somebody has made an account with this e-mail address already, with another password; if that was"
                                + " you, configure that password, and otherwise another address");
            case "account.name-too-long" -> WrongSettingException.of(EMAIL, "it must have at most 200 characters");
            default ->
                WrongSettingException.of(
                        PASSWORD,
                        "it must have 8 to 64 characters, and be neither the e-mail address nor one that everybody guesses");
        };
    }
}
