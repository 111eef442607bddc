package learningmanager.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.program.Logo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a logo, and what is left of it. */
class LogoFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void a_picture_is_drawn_anew_as_png(String format) throws IOException {
        Logo logo = right(picture(300, 100, format));

        BufferedImage drawn = read(logo);
        assertThat(drawn.getWidth()).isEqualTo(logo.width()).isEqualTo(300);
        assertThat(drawn.getHeight()).isEqualTo(logo.height()).isEqualTo(100);
        assertThat(new Color(drawn.getRGB(150, 50)).getRed()).isGreaterThan(200);
        assertThat(new Color(drawn.getRGB(150, 50)).getGreen()).isLessThan(60);
    }

    @Test
    void what_is_see_through_stays_so() throws IOException {
        assertThat(read(right(picture(300, 100, "png"))).getRGB(2, 2) >>> 24).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1200,400,600,200",
        "2000,2000,200,200",
        "3000,50,600,10",
        "601,201,598,200",
        "10,10,10,10",
        "599,20,599,20"
    })
    void a_large_picture_is_made_small_and_a_small_one_stays(int width, int height, int newWidth, int newHeight)
            throws IOException {
        Logo logo = right(picture(width, height, "png"));
        assertThat(logo.width()).isEqualTo(newWidth);
        assertThat(logo.height()).isEqualTo(newHeight);
    }

    @ParameterizedTest
    @CsvSource({"3000,1", "1,3000", "3000,47", "600,9", "9,9", "1,1"})
    void a_picture_of_which_a_line_would_be_left_is_refused(int width, int height) throws IOException {
        assertThat(refusal(picture(width, height, "png")))
                .isEqualTo(Refusal.of("logo.too-narrow", String.valueOf(width), String.valueOf(height)));
    }

    @Test
    void nothing_else_that_was_in_the_file_is_kept() throws IOException {
        byte[] picture = picture(300, 100, "png");
        byte[] script = "<script>alert(1)</script>PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(picture, picture.length + script.length);
        System.arraycopy(script, 0, both, picture.length, script.length);

        assertThat(new String(right(both).png(), StandardCharsets.ISO_8859_1)).doesNotContain("script", "PK\u0003");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0089PN",
                "GIF89a\u0001\u0000",
                "BM",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "%PDF-1.7",
                "RIFFxxxxWEBP",
                " \u0089PNG\r\n\u001a\n"
            })
    void what_is_neither_png_nor_jpeg_is_refused_whatever_it_is_called(String file) {
        assertThat(refusal(file.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(Refusal.of("logo.format"));
    }

    @Test
    void a_picture_that_would_unfold_to_very_much_is_refused_before_it_does() throws IOException {
        byte[] small = picture(1, 1, "png");
        small[16] = 0x7F; // the width's highest byte
        small[20] = 0x7F; // the height's
        assertThat(refusal(small).code()).isIn("logo.too-many-pixels", "logo.unreadable");
        assertThat(refusal(picture(2001, 2000, "png"))).isEqualTo(Refusal.of("logo.too-many-pixels", "2001", "2000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void a_broken_picture_is_refused(String format) throws IOException {
        byte[] picture = picture(300, 100, format);
        assertThat(refusal(Arrays.copyOf(picture, 20))).isEqualTo(Refusal.of("logo.unreadable"));
    }

    static byte[] picture(int width, int height, String format) throws IOException {
        BufferedImage picture = new BufferedImage(
                width, height, format.equals("png") ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(width / 4, height / 4, Math.max(1, width / 2), Math.max(1, height / 2));
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage read(Logo logo) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(logo.png()));
    }

    private static Logo right(byte[] file) {
        return LogoFile.read("Example University", file).orThrow();
    }

    private static Refusal refusal(byte[] file) {
        Parsed<Logo> parsed = LogoFile.read("Example University", file);
        return parsed.whyNot().orElseThrow();
    }
}
