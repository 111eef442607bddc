package learningmanager.sample;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes the sample data once: on an empty embedded database, with no mail server configured (SPEC 11). */
@Component
class SampleStart implements ApplicationRunner {
    private final SampleData sampleData;
    private final boolean embeddedDefault;

    SampleStart(
            SampleData sampleData,
            @Value("${spring.datasource.url}") String database,
            @Value("${learning-manager.mail.host:}") String mailHost) {
        this.sampleData = sampleData;
        this.embeddedDefault = database.startsWith("jdbc:h2:") && mailHost.isBlank();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (embeddedDefault && sampleData.isDatabaseEmpty()) {
            sampleData.create();
        }
    }
}
