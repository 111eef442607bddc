package learningmanager.security;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import learningmanager.base.Installation;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /**
     * Views say themselves who may open them. An address that is no view's needs a sign-in, and then leads to the page that
     * says so, where Vaadin's default would be an empty 403.
     */
    @Bean
    SecurityFilterChain security(
            HttpSecurity http, AccountService accounts, SignInThrottle throttle, KnownBrowser browsers)
            throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/styles.css", "/icon.svg", "/aura/**", "/actuator/health/**")
                        .permitAll())
                // SecurityHeaders sets them, for what does not pass here as well.
                .headers(headers -> headers.disable())
                .addFilterBefore(new SignInGuard(throttle, browsers), UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(new SessionOver(accounts), UsernamePasswordAuthenticationFilter.class)
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView("/login", "/login").anyRequest(AuthorizedUrl::authenticated))
                .build();
    }

    /** Also where what ends TLS in front does not say so: then no request looks as if it had come by it. */
    @Bean
    ServletContextInitializer sessionCookieOverTlsAlone(Installation installation) {
        return context -> {
            if (installation.isBehindTls()) {
                context.getSessionCookieConfig().setSecure(true);
            }
        };
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
