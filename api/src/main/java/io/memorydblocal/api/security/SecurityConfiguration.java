package io.memorydblocal.api.security;

import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Nobody gets in without a signature or an API key, except to fetch the certificate that clients
 * must trust, and to read how the API is used.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessKeys.class)
class SecurityConfiguration {

  /** The certificate that clients must trust, and the documentation of the API. */
  private static final String[] PUBLIC_PAGES = {
    "/ca.pem",
    "/v3/api-docs",
    "/v3/api-docs.yaml",
    "/v3/api-docs/**",
    "/swagger-ui.html",
    "/swagger-ui/**"
  };

  @Bean
  @Order(1)
  SecurityFilterChain publicPages(HttpSecurity http) {
    return stateless(http)
        .securityMatcher(
            new OrRequestMatcher(
                Arrays.stream(PUBLIC_PAGES)
                    .map(page -> PathPatternRequestMatcher.pathPattern(HttpMethod.GET, page))
                    .toArray(RequestMatcher[]::new)))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain knownCallers(
      HttpSecurity http, SigV4Verifier verifier, AccessKeys accessKeys, Refusals refusals) {
    return stateless(http)
        .addFilterBefore(
            new CallerAuthentication(verifier, accessKeys, refusals), AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }

  /** Paths that no client of the API sends. */
  @Bean
  RequestRejectedHandler rejectedRequests(Refusals refusals) {
    return (request, response, rejected) -> refusals.malformed(request, response);
  }

  private static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }
}
