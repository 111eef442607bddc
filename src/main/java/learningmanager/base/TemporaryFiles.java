package learningmanager.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The temporary files that files from browsers and for browsers are written to. Each running copy of the program has a directory of
 * its own, which it holds a lock in; one whose lock is free is what a copy that crashed left behind, and goes.
 */
@Component
public class TemporaryFiles implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFiles.class);
    private static final String PREFIX = "learning-manager-uploads-";
    private static final String LOCK = "in-use";

    /** Between making a directory and holding its lock, far less time goes by. */
    private static final Duration SURELY_LOCKED = Duration.ofMinutes(1);

    /** No file is received, or waits to be read, for so long. */
    private static final Duration SURELY_READ = Duration.ofDays(1);

    /**
     * Those of this process. Its locks keep other processes away, not itself: a file's locks are lost with the first of its
     * channels that is closed.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private FileChannel lock;
    private final ScheduledExecutorService daily =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    TemporaryFiles() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    private TemporaryFiles(Path parent) throws IOException {
        directory = Files.createTempDirectory(parent, PREFIX);
        OWN.add(directory);
        lock = locked(directory);
        daily.scheduleWithFixedDelay(this::cleanUp, 0, 1, TimeUnit.DAYS);
    }

    /** Works in another directory than the system's. */
    public static TemporaryFiles in(Path parent) throws IOException {
        return new TemporaryFiles(parent);
    }

    private static FileChannel locked(Path directory) throws IOException {
        FileChannel lock =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        return lock;
    }

    /** A new empty file, which whoever asks for it deletes or hands on. */
    public synchronized Path create() {
        try {
            if (Files.notExists(directory)) {
                // Systems clear their temporary directories of what is old.
                Files.createDirectory(directory);
                lock.close();
                lock = locked(directory);
            }
            return Files.createTempFile(directory, "upload-", ".tmp");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what copies that are gone left behind, and what nobody can be waiting for any more. */
    public final void cleanUp() {
        // One at a time: a process that asks for a lock while it has that lock gets an exception, not a no.
        synchronized (OWN) {
            deleteWhatIsLeft();
        }
    }

    private void deleteWhatIsLeft() {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(directory.getParent(), PREFIX + "*")) {
            for (Path other : directories) {
                if (!OWN.contains(other) && isAbandoned(other)) {
                    LOG.info("Deleting {}, which a copy that is gone left behind", other);
                    FileSystemUtils.deleteRecursively(other);
                }
            }
            deleteOldFiles();
        } catch (IOException | UncheckedIOException failure) {
            LOG.warn("Temporary files could not be cleaned up", failure);
        }
    }

    /** Deletes one that is not needed any more; it may be gone already. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAbandoned(Path other) throws IOException {
        try (FileChannel channel = FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (NoSuchFileException notLockedYet) {
            return isOlder(other, SURELY_LOCKED);
        }
    }

    private void deleteOldFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(LOCK) && isOlder(file, SURELY_READ)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    // The file system's clock, not the application's.
    private static boolean isOlder(Path path, Duration age) throws IOException {
        return Files.getLastModifiedTime(path)
                .toInstant()
                .isBefore(Instant.now().minus(age));
    }

    @Override
    public synchronized void destroy() throws IOException {
        daily.shutdownNow();
        lock.close();
        FileSystemUtils.deleteRecursively(directory);
        OWN.remove(directory);
    }
}
