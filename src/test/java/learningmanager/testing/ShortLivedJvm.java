package learningmanager.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a Java process is started that lives for one test: compiled quickly rather than well, as it ends before that would pay. */
public final class ShortLivedJvm {
    private ShortLivedJvm() {}

    /** The command, to which its main class or jar and their arguments are added. */
    public static List<String> command() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
    }
}
