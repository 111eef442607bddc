package learningmanager.base;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.convert.ConverterBuilder;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.relational.RelationalManagedTypes;
import org.springframework.data.relational.core.mapping.NamingStrategy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Installation.class)
class BaseConfiguration {
    /** Microseconds, as both databases keep them: what was written reads back equal. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    /** Lets the records that hold one value stand in aggregates as that value. */
    @Configuration(proxyBeanMethods = false)
    static class ValueConversions extends AbstractJdbcConfiguration {
        /** Plain names, which each database writes in its own case. */
        @Override
        public JdbcMappingContext jdbcMappingContext(
                Optional<NamingStrategy> naming, JdbcCustomConversions conversions, RelationalManagedTypes types) {
            JdbcMappingContext context = super.jdbcMappingContext(naming, conversions, types);
            context.setForceQuote(false);
            return context;
        }

        @Override
        protected List<?> userConverters() {
            return Stream.of(
                            id(OrganisationId.class, OrganisationId::new),
                            id(AccountId.class, AccountId::new),
                            id(ProgramId.class, ProgramId::new),
                            id(ProgramRunId.class, ProgramRunId::new),
                            id(LearnerId.class, LearnerId::new),
                            id(EnrolmentId.class, EnrolmentId::new),
                            id(InvitationId.class, InvitationId::new),
                            id(UploadId.class, UploadId::new),
                            id(MailMessageId.class, MailMessageId::new),
                            text(
                                    EmailAddress.class,
                                    text -> EmailAddress.parse(text).orThrow(),
                                    EmailAddress::text),
                            text(EmailDomain.class, EmailDomain::new, EmailDomain::text),
                            text(Code.class, Code::new, Code::text),
                            text(ExternalLearnerId.class, ExternalLearnerId::new, ExternalLearnerId::text))
                    .flatMap(converter -> converter.getConverters().stream())
                    .toList();
        }

        private static <T extends Id> ConverterBuilder.ConverterAware id(Class<T> type, Function<UUID, T> make) {
            return ConverterBuilder.reading(UUID.class, type, make).andWriting(Id::value);
        }

        private static <T> ConverterBuilder.ConverterAware text(
                Class<T> type, Function<String, T> make, Function<T, String> text) {
            return ConverterBuilder.reading(String.class, type, make).andWriting(text);
        }
    }
}
