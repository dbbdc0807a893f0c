package io.memorydblocal.api.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
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
   */
  public record AccessKey(
      @NotBlank String id,
      @NotBlank String secret,
      @Pattern(regexp = "\\d{12}") @DefaultValue("000000000000") String accountId) {

    /** True for the key that everyone knows. */
    boolean isWellKnown() {
      return id.equals("test") && secret.equals("test");
    }

    @Override
    public String toString() {
      return id + " of " + accountId;
    }
  }

  Optional<AccessKey> find(String id) {
    return accessKeys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** True when the key that everyone knows is among them. */
  public boolean includeWellKnown() {
    return accessKeys.stream().anyMatch(AccessKey::isWellKnown);
  }
}
