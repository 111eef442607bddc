package learningmanager.program;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Throws away files of programs and runs that nobody touched for thirty days; of who deleted their account, at once (ADR 16). */
@Component
class CourseImportCleanUp {
    static final Duration KEPT = Duration.ofDays(30);

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final CourseImportRepository imports;
    private final Clock clock;

    CourseImportCleanUp(CourseImportRepository imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    void cleanUp() {
        imports.deleteUntouchedSince(clock.instant().minus(KEPT));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> cleanUpCourseImports(CourseImportCleanUp cleanUp) {
            return Tasks.recurring("clean-up-course-imports", FixedDelay.of(PAUSE))
                    .execute((task, context) -> cleanUp.cleanUp());
        }
    }
}
