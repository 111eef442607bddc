package learningmanager.sample;

import java.util.Arrays;
import java.util.List;
import learningmanager.base.EmbeddedDefault;
import learningmanager.security.SampleAccounts;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the sample data once, on an empty embedded database, and lets the sign-in page show its accounts (SPEC 11). Before anybody
 * looks for an administrator, as there is one among them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EmbeddedDefault
class SampleStart implements ApplicationRunner, SampleAccounts {
    private final SampleData sampleData;

    SampleStart(SampleData sampleData) {
        this.sampleData = sampleData;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (sampleData.isDatabaseEmpty()) {
            sampleData.create();
        }
    }

    @Override
    public List<String> emails() {
        return Arrays.stream(SampleAccount.values()).map(SampleAccount::email).toList();
    }

    @Override
    public String password() {
        return SampleData.PASSWORD;
    }
}
