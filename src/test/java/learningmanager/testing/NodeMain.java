package learningmanager.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import learningmanager.Application;
import learningmanager.sample.SampleData;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DuplicateKeyException;

/**
 * The whole program with the sample data, until the process is ended. Does what its standard input tells it ({@link Deeds}). Its clock is
 * off by what the first argument says: {@code PT-10M}, say.
 */
final class NodeMain {
    /** What it says once it is at work. */
    static final String READY = "node is ready";

    private NodeMain() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Duration off = Duration.parse(arguments[0]);
        SpringApplication application = new SpringApplication(Application.class);
        application.addInitializers((GenericApplicationContext context) -> context.registerBean(
                "nodeClock", Clock.class, () -> Clock.offset(micros(), off), bean -> bean.setPrimary(true)));
        ApplicationContext context = application.run(Arrays.copyOfRange(arguments, 1, arguments.length));
        fill(context.getBean(SampleData.class));
        Deeds deeds = new Deeds(context);
        System.out.println(READY);
        try (BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                deeds.begin(line);
            }
        }
        new CountDownLatch(1).await();
    }

    /** Of two that start together, one is first. */
    private static void fill(SampleData sample) {
        if (sample.isDatabaseEmpty()) {
            try {
                sample.create();
            } catch (DuplicateKeyException createdMeanwhile) {
                // The other one did.
            }
        }
    }

    private static Clock micros() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
