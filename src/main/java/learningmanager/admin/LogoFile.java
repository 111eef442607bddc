package learningmanager.admin;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import learningmanager.base.Parsed;
import learningmanager.program.Logo;

/**
 * Reads a picture that somebody uploads and draws it anew: what else was in the file (comments, places, scripts, another file behind
 * it) is gone. What a file is, its first bytes say, not its name.
 */
final class LogoFile {
    /** Twice as wide and high as it is shown, for fine screens. */
    static final int WIDEST = 600;

    static final int HIGHEST = 200;

    /** Both ways: what is less is a line, if it is seen at all. */
    static final int LEAST = 10;

    /** A few kilobytes can unfold to gigabytes; four bytes for each of these do fit. */
    static final long MOST_PIXELS = 4_000_000;

    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");

    private LogoFile() {}

    /**
     * Refusals: {@code logo.format}, {@code logo.too-many-pixels} (its width, its height), {@code logo.too-narrow} (its width, its
     * height), {@code logo.unreadable}.
     *
     * @param organisation what the organisation is called
     */
    static Parsed<Logo> read(String organisation, byte[] file) {
        Optional<String> format = format(file);
        if (format.isEmpty()) {
            return Parsed.wrong("logo.format");
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.get()).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                return Parsed.wrong("logo.too-many-pixels", String.valueOf(width), String.valueOf(height));
            }
            BufferedImage picture = fitting(reader.read(0));
            if (picture.getWidth() < LEAST || picture.getHeight() < LEAST) {
                return Parsed.wrong("logo.too-narrow", String.valueOf(width), String.valueOf(height));
            }
            return Parsed.right(logo(organisation, picture));
        } catch (IOException | RuntimeException broken) {
            // The JDK's readers answer some broken files by whatever exception comes of them.
            return Parsed.wrong("logo.unreadable");
        } finally {
            reader.dispose();
        }
    }

    private static Optional<String> format(byte[] file) {
        if (beginsWith(file, PNG)) {
            return Optional.of("png");
        }
        return beginsWith(file, JPEG) ? Optional.of("jpeg") : Optional.empty();
    }

    private static boolean beginsWith(byte[] file, byte[] mark) {
        return file.length >= mark.length && Arrays.equals(file, 0, mark.length, mark, 0, mark.length);
    }

    /** Halved as often as that helps, as one step from far would leave pixels out. */
    private static BufferedImage fitting(BufferedImage picture) {
        double scale =
                Math.min(1, Math.min((double) WIDEST / picture.getWidth(), (double) HIGHEST / picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage drawn = picture;
        while (drawn.getWidth() >= 2 * width && drawn.getHeight() >= 2 * height) {
            drawn = drawn(drawn, drawn.getWidth() / 2, drawn.getHeight() / 2);
        }
        return drawn(drawn, width, height);
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }

    private static Logo logo(String organisation, BufferedImage picture) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Logo(organisation, png.toByteArray(), picture.getWidth(), picture.getHeight());
    }
}
