package learningmanager.security;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import learningmanager.base.UploadId;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.ClassUtils;

/** The public methods of the services: the whole of what people can do. */
final class ServiceMethods {
    /** These begin work on other threads, which a rollback does not reach; the last of them end a draft. */
    private static final List<String> IN_THE_BACKGROUND =
            List.of("check", "checkPasted", "checkAgain", "beginSending", "sendInvitations");

    private ServiceMethods() {}

    /** By their names; those that cannot be taken back come last. */
    static List<Method> of(ApplicationContext context) {
        return context.getBeansWithAnnotation(Service.class).values().stream()
                .<Class<?>>map(bean -> ClassUtils.getUserClass(bean))
                .filter(type ->
                        type.getPackageName().startsWith("learningmanager") && Modifier.isPublic(type.getModifiers()))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .filter(method -> !method.getName().equals("destroy"))
                .sorted(Comparator.comparing((Method method) -> IN_THE_BACKGROUND.indexOf(method.getName()))
                        .thenComparing(ServiceMethods::name))
                .toList();
    }

    static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ")) + ")";
    }

    static boolean isInTheBackground(Method method) {
        return IN_THE_BACKGROUND.contains(method.getName());
    }

    static boolean isAboutAnUpload(Method method) {
        return List.of(method.getParameterTypes()).contains(UploadId.class);
    }

    /** Whether it is for the transaction of another feature alone. */
    static boolean isWithin(Method method) {
        Transactional own = method.getAnnotation(Transactional.class);
        Transactional declared = own == null ? method.getDeclaringClass().getAnnotation(Transactional.class) : own;
        return declared != null && declared.propagation() == Propagation.MANDATORY;
    }
}
