package learningmanager.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.IOUtils;

/**
 * Unpacks a workbook once, keeping nothing of it, before its reader may: what unpacks to too much, or holds one piece that would
 * fill the heap, goes no further (OWASP ASVS 5, 5.2.3). What counts are the bytes that come out, not what the file says of itself.
 */
final class WorkbookGuard {
    private static final int MOST_PARTS = 10_000;

    /** Bytes of a zip's directory, in which each part takes its name and some 46 bytes; opening the zip reads all of it. */
    private static final int MOST_DIRECTORY = 4 << 20;

    /** A zip ends in 22 bytes, and a comment of up to 65,535 (APPNOTE.TXT 6.3.10, 4.3.16). */
    private static final int LONGEST_END = 22 + 65_535;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int DIRECTORY_OFFSET_IN_END = 16;

    /** A small workbook may well unpack to many times its size. */
    private static final long SURELY_FINE = 16L << 20;

    /** What is not a sheet is held by the reader: above all, the texts that cells share. */
    private static final long MOST_HELD = 64L << 20;

    private static final String SHEETS = "xl/worksheets/";

    private final BooleanSupplier stopped;
    private final long mostUnpacked;
    private final byte[] buffer = new byte[1 << 16];
    private long unpacked;
    private long held;
    private int rows;

    private WorkbookGuard(long mostUnpacked, BooleanSupplier stopped) {
        this.mostUnpacked = mostUnpacked;
        this.stopped = stopped;
    }

    /** What the guard found; rows of all sheets together, to tell how far reading has come. */
    record Found(Optional<FileProblem> problem, int rows) {}

    /** Ends early, with no problem, when {@code stopped} says so. */
    static Found look(Path file, long size, Limits limits, BooleanSupplier stopped) {
        WorkbookGuard guard = new WorkbookGuard(Math.max(SURELY_FINE, size * limits.workbookExpansion()), stopped);
        try {
            return new Found(guard.problem(file), guard.rows);
        } catch (IOException | RuntimeException broken) {
            return new Found(Optional.of(unreadable()), 0);
        }
    }

    static FileProblem unreadable() {
        return FileProblem.ofFile("file.workbook-unreadable");
    }

    private Optional<FileProblem> problem(Path file) throws IOException {
        if (directoryLength(file) > MOST_DIRECTORY) {
            return Optional.of(unreadable());
        }
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
            if (parts.size() > MOST_PARTS) {
                return Optional.of(unreadable());
            }
            for (ZipArchiveEntry part : parts) {
                try (InputStream in = zip.getInputStream(part)) {
                    Optional<FileProblem> problem = problem(in, part.getName().startsWith(SHEETS));
                    if (problem.isPresent() || stopped.getAsBoolean()) {
                        return problem;
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** From where a zip says that its directory begins to the end of the file: more than that is not read of it. */
    private static long directoryLength(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(LONGEST_END, channel.size()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            channel.position(channel.size() - end.capacity());
            IOUtils.readFully(channel, end);
            for (int at = end.capacity() - 22; at >= 0; at--) {
                if (end.getInt(at) == END_SIGNATURE) {
                    // All bits set for one beyond 4 GB, which no workbook that is taken is.
                    return channel.size() - (end.getInt(at + DIRECTORY_OFFSET_IN_END) & 0x7fff_ffff);
                }
            }
            throw new IOException("not a zip");
        }
    }

    private Optional<FileProblem> problem(InputStream in, boolean sheet) throws IOException {
        MarkupScan scan = new MarkupScan();
        for (int read = in.read(buffer); read >= 0 && !stopped.getAsBoolean(); read = in.read(buffer)) {
            unpacked += read;
            held += sheet ? 0 : read;
            if (unpacked > mostUnpacked || held > MOST_HELD) {
                return Optional.of(FileProblem.ofFile(
                        "file.workbook-too-large",
                        String.format(
                                Locale.ENGLISH,
                                "%,d",
                                Math.min(mostUnpacked, held > MOST_HELD ? held : unpacked) >> 20)));
            }
            if (sheet && !scan.isHarmless(buffer, read)) {
                return Optional.of(unreadable());
            }
        }
        rows += scan.rows();
        return Optional.empty();
    }
}
