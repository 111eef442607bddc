package learningmanager.upload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import learningmanager.Application;
import learningmanager.program.ProgramService;
import learningmanager.sample.SampleData;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/** The whole program in a process of its own, which does on the sample manager's behalf what its standard input says. */
final class ServerToKill {
    /** What it says once it takes commands. */
    static final String READY = "ready";

    static final String CHECK = "check ";
    static final String SEND = "send";

    private ServerToKill() {}

    public static void main(String[] arguments) throws IOException {
        ApplicationContext context = SpringApplication.run(Application.class, arguments);
        SampleData sample = context.getBean(SampleData.class);
        if (sample.isDatabaseEmpty()) {
            sample.create();
        }
        signIn(context);
        UploadService uploads = context.getBean(UploadService.class);
        System.out.println(READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.equals(SEND)) {
                uploads.beginSending(uploads.drafts().getFirst().id());
            } else {
                Path file = uploads.newFile();
                Files.copy(Path.of(command.substring(CHECK.length())), file, StandardCopyOption.REPLACE_EXISTING);
                uploads.check(
                                context.getBean(ProgramService.class)
                                        .managedOrganisations()
                                        .getFirst()
                                        .id(),
                                "killed.csv",
                                file,
                                Optional.empty())
                        .orThrow();
            }
        }
    }

    private static void signIn(ApplicationContext context) {
        UserDetails manager = context.getBean(UserDetailsService.class).loadUserByUsername("manager@example.org");
        SecurityContext signedIn = SecurityContextHolder.createEmptyContext();
        signedIn.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(manager, null, manager.getAuthorities()));
        SecurityContextHolder.setContext(signedIn);
    }
}
