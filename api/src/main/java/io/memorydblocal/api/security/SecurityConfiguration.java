package io.memorydblocal.api.security;

import io.memorydblocal.api.awsjson.AwsError;
import io.memorydblocal.api.awsjson.AwsJsonResponses;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Nobody gets in without a signature or an API key, except to fetch the certificate that clients
 * must trust.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessKeys.class)
class SecurityConfiguration {

  private static final String CA_CERTIFICATE = "/ca.pem";

  @Bean
  @Order(1)
  SecurityFilterChain publicPages(HttpSecurity http) {
    return stateless(http)
        .securityMatcher(PathPatternRequestMatcher.pathPattern(HttpMethod.GET, CA_CERTIFICATE))
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
  RequestRejectedHandler rejectedRequests(AwsJsonResponses responses) {
    return (request, response, rejected) ->
        responses.write(
            response,
            HttpStatus.BAD_REQUEST,
            AwsError.UNKNOWN_OPERATION,
            "The path of the request is not one of MemoryDB Local.");
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
