package learningmanager.admin;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Parsed.Right;
import learningmanager.base.Parsed.Wrong;
import learningmanager.base.Refusal;
import learningmanager.program.Logo;
import learningmanager.program.OrganisationLogos;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The logos of organisations. For platform administrators; for others there is nothing here. */
@Service
@Transactional
public class LogoService {
    private static final String NONE = "–";
    private static final int SHOWN_OF_HASH = 16;

    private final OrganisationLogos logos;
    private final OrganisationService organisations;
    private final Administrators administrators;
    private final AuditLog log;
    private final LogoSettings settings;

    LogoService(
            OrganisationLogos logos,
            OrganisationService organisations,
            Administrators administrators,
            AuditLog log,
            LogoSettings settings) {
        this.logos = logos;
        this.organisations = organisations;
        this.administrators = administrators;
        this.log = log;
        this.settings = settings;
    }

    public LogoSettings settings() {
        return settings;
    }

    /**
     * The logo of an organisation, if it has one.
     *
     * @throws NotFoundException when there is no such organisation
     */
    @Transactional(readOnly = true)
    public Optional<Logo> logo(OrganisationId organisation) {
        organisations.facts(organisation);
        return logos.find(organisation);
    }

    /**
     * Gives an organisation a logo, in place of one that it has. Refusals: {@code logo.too-large} (the limit in kilobytes),
     * {@code logo.format}, {@code logo.too-many-pixels} (its width, its height), {@code logo.too-narrow} (its width, its height),
     * {@code logo.unreadable}.
     *
     * @param file a PNG or JPEG picture, of which a small one is drawn
     * @throws NotFoundException when there is no such organisation
     */
    public Optional<Refusal> change(OrganisationId organisation, byte[] file) {
        String name = organisations.facts(organisation).name();
        if (file.length > settings.maxFileSize().toBytes()) {
            return Optional.of(tooLarge());
        }
        return switch (LogoFile.read(name, file)) {
            case Wrong<Logo>(Refusal refusal) -> Optional.of(refusal);
            case Right<Logo>(Logo logo) -> {
                logos.hold(organisation);
                record(organisation, name, inWords(logos.find(organisation)), inWords(Optional.of(logo)));
                logos.keep(organisation, logo);
                yield Optional.empty();
            }
        };
    }

    /** For a file of which not all was read. */
    public Refusal tooLarge() {
        return Refusal.of(
                "logo.too-large", String.valueOf(settings.maxFileSize().toKilobytes()));
    }

    /**
     * Takes an organisation's logo away.
     *
     * @return whether it had one
     * @throws NotFoundException when there is no such organisation
     */
    public boolean remove(OrganisationId organisation) {
        String name = organisations.facts(organisation).name();
        logos.hold(organisation);
        Optional<Logo> before = logos.find(organisation);
        if (before.isPresent()) {
            record(organisation, name, inWords(before), NONE);
            logos.remove(organisation);
        }
        return before.isPresent();
    }

    private void record(OrganisationId organisation, String name, String was, String became) {
        log.record(AuditEvent.of(AuditAction.LOGO_CHANGED, organisation, name)
                .by(administrators.expected().id())
                .in(organisation)
                .was(was)
                .became(became));
    }

    private static String inWords(Optional<Logo> logo) {
        return logo.map(one -> "%d × %d pixels, %d bytes, SHA-256 %s…"
                        .formatted(one.width(), one.height(), one.png().length, hash(one.png())))
                .orElse(NONE);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, SHOWN_OF_HASH);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
