package io.memorydblocal.api.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call.
 *
 * @param accessKeys the access keys that requests may be signed with
 */
@Validated
@ConfigurationProperties("memorydb.security")
public record AccessKeys(@NotEmpty List<@Valid AccessKey> accessKeys) {

  /**
   * An access key.
   *
   * @param id the access key id
   * @param secret the secret access key
   * @param accountId the account it belongs to, twelve digits
   * @param apiKey what stands for both in REST requests that aren't signed; none allows none
   */
  public record AccessKey(
      @NotBlank String id,
      @NotBlank String secret,
      @Pattern(regexp = "\\d{12}") @DefaultValue("000000000000") String accountId,
      @Nullable String apiKey) {

    /** True for the key that everyone knows. */
    boolean isWellKnown() {
      return (id.equals("test") && secret.equals("test")) || "test".equals(apiKey);
    }

    @Override
    public String toString() {
      return id + " of " + accountId;
    }
  }

  Optional<AccessKey> find(String id) {
    return accessKeys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Takes as long for a key that is nearly right as for any other. */
  Optional<AccessKey> findByApiKey(String apiKey) {
    byte[] given = apiKey.getBytes(StandardCharsets.UTF_8);
    return accessKeys.stream()
        .filter(
            key ->
                key.apiKey() != null
                    && MessageDigest.isEqual(key.apiKey().getBytes(StandardCharsets.UTF_8), given))
        .findFirst();
  }

  /** True when the key that everyone knows is among them. */
  public boolean includeWellKnown() {
    return accessKeys.stream().anyMatch(AccessKey::isWellKnown);
  }
}
