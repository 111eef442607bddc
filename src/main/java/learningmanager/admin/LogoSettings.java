package learningmanager.admin;

import learningmanager.base.WrongSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What bounds organisations' logos ({@code learning-manager.logo.*}).
 *
 * @param maxFileSize of what is uploaded; what is kept is smaller
 */
@ConfigurationProperties("learning-manager.logo")
public record LogoSettings(@DefaultValue("1MB") DataSize maxFileSize) {
    public LogoSettings {
        WrongSettingException.requireBetween(
                DataSize.ofKilobytes(1).toBytes(),
                DataSize.ofMegabytes(20).toBytes(),
                "learning-manager.logo.max-file-size (bytes)",
                maxFileSize.toBytes());
    }
}
