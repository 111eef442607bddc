package learningmanager.testing;

import java.util.concurrent.CountDownLatch;
import learningmanager.Application;
import learningmanager.sample.SampleData;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/** The whole program with the sample data, until the process is ended. */
final class NodeMain {
    /** What it says once it is at work. */
    static final String READY = "node is ready";

    private NodeMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ApplicationContext context = SpringApplication.run(Application.class, arguments);
        SampleData sample = context.getBean(SampleData.class);
        if (sample.isDatabaseEmpty()) {
            sample.create();
        }
        System.out.println(READY);
        new CountDownLatch(1).await();
    }
}
