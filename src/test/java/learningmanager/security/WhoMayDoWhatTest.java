package learningmanager.security;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.UploadId;
import learningmanager.testing.ServiceTest;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * SPEC 2, all of it: each public method of each service, tried by each person on what is Example University's, against
 * {@code who-may-do-what/services.txt}. A method that is not in the table fails the test. The cells:
 *
 * <ul>
 *   <li>allowed: it does what it says, or gives something;
 *   <li>refused: it is theirs to ask, and these arguments are wrong, such as a link that is none;
 *   <li>nothing: it gives an empty list, zero, no: as if there were nothing;
 *   <li>not found: as if there were no such thing;
 *   <li>within: it is for the transaction of another feature, which asked before.
 * </ul>
 */
@ServiceTest
@NullUnmarked // set before the first method is tried
class WhoMayDoWhatTest {
    @Autowired
    ApplicationContext context;

    @Autowired
    TransactionTemplate transaction;

    private Scene scene;

    @Test
    void every_method_of_every_service_answers_each_person_as_the_table_says() throws IOException {
        scene = new Scene(context);
        scene.thereIsSomethingToTell(context);

        PermissionTable table = new PermissionTable("services.txt");
        for (Method method : ServiceMethods.of(context)) {
            table.add(ServiceMethods.name(method), cells(method, scene.draft));
            if (ServiceMethods.isAboutAnUpload(method)) {
                table.add(ServiceMethods.name(method) + " – sent", cells(method, scene.sent));
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> context.getBean(JdbcClient.class)
                        .sql("select id from upload where state = 'CHECKING'")
                        .query(UUID.class)
                        .list()
                        .isEmpty());
        table.compare();
    }

    private List<String> cells(Method method, UploadId upload) {
        List<String> cells = new ArrayList<>();
        for (Person person : Person.values()) {
            Scene.signIn(person);
            // How often others asked is no matter of who asks.
            context.getBean(SignInThrottle.class).forget();
            cells.add(answer(method, new Arguments(scene, upload).of(method)));
        }
        return cells;
    }

    private String answer(Method method, Object[] arguments) {
        if (ServiceMethods.isInTheBackground(method) || ServiceMethods.isWithin(method)) {
            return call(method, arguments);
        }
        return Optional.ofNullable(transaction.execute(status -> {
                    status.setRollbackOnly();
                    return call(method, arguments);
                }))
                .orElseThrow();
    }

    private String call(Method method, Object[] arguments) {
        try {
            return word(method, method.invoke(context.getBean(method.getDeclaringClass()), arguments));
        } catch (InvocationTargetException thrown) {
            return switch (thrown.getCause()) {
                case NotFoundException notFound -> "not found";
                case IllegalTransactionStateException within -> "within";
                default -> throw new AssertionError(ServiceMethods.name(method) + " failed", thrown.getCause());
            };
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String word(Method method, Object result) {
        return switch (result) {
            case null -> method.getReturnType() == void.class ? "allowed" : "nothing";
            case Parsed.Wrong<?> wrong -> "refused";
            case CompletableFuture<?> work -> word(method, work.join());
            case Optional<?> optional when givesRefusals(method) -> optional.isEmpty() ? "allowed" : "refused";
            case Map<?, ?> map when givesRefusals(method) -> map.isEmpty() ? "allowed" : "refused";
            case Optional<?> optional -> optional.isEmpty() ? "nothing" : "allowed";
            case Collection<?> collection -> collection.isEmpty() ? "nothing" : "allowed";
            case Map<?, ?> map -> map.isEmpty() ? "nothing" : "allowed";
            case Number number -> number.intValue() == 0 ? "nothing" : "allowed";
            case Boolean answer -> answer ? "allowed" : "nothing";
            case String text -> text.isEmpty() ? "nothing" : "allowed";
            default -> result.getClass().getSimpleName().equals("Refused") ? "refused" : "allowed";
        };
    }

    private static boolean givesRefusals(Method method) {
        return method.toGenericString().contains("learningmanager.base.Refusal> ");
    }
}
