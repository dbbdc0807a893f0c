package io.memorydblocal.api.user;

import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.operation.TagShapes.Tag;
import io.memorydblocal.api.rest.Paged;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of the user operations; names and members as in the AWS service model. */
public final class UserShapes {

  /** Without flags, so that it means the same everywhere. */
  private static final String NOT_BLANK = "[\\s\\S]*\\S[\\s\\S]*";

  /** What AWS allows in a password: 16 to 128 printable characters but {@code , " / @}. */
  private static final String PASSWORD = "[ !#-+\\-.0-?A-~]{16,128}";

  private UserShapes() {}

  /** How a user is to prove who he is. */
  public record AuthenticationMode(
      @NotNull @Pattern(regexp = "password|iam", message = "must be password or iam") String type,
      @Nullable @Size(min = 1, max = 2)
          List<
                  @NotNull
                  @Pattern(
                      regexp = PASSWORD,
                      message =
                          "must have 16 to 128 printable characters each, none of them a comma, a"
                              + " quotation mark, a slash or an at sign")
                  String>
              passwords) {

    /** Leaves the passwords out. */
    @Override
    public String toString() {
      return type;
    }
  }

  /** Asks for a new user. */
  public record CreateUserRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String userName,
      @NotNull @Valid AuthenticationMode authenticationMode,
      @NotNull @Pattern(regexp = NOT_BLANK, message = "must not be blank") String accessString,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** The user as it was created. */
  public record CreateUserResponse(User user) {}

  /** Asks for one user or a page of all. */
  public record DescribeUsersRequest(
      @Nullable @Pattern(regexp = Names.SHORT) String userName,
      @Nullable List<@NotNull @Valid Filter> filters,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Keeps users of which a property has one of several values. */
  public record Filter(
      @NotNull @Pattern(regexp = NOT_BLANK, message = "must not be blank") String name,
      @NotNull @Size(min = 1) List<@NotNull String> values) {}

  /** Users. */
  public record DescribeUsersResponse(List<User> users, @Nullable String nextToken)
      implements Paged {}

  /** Asks for a user to be changed. */
  public record UpdateUserRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String userName,
      @Nullable @Valid AuthenticationMode authenticationMode,
      @Nullable @Pattern(regexp = NOT_BLANK, message = "must not be blank") String accessString) {}

  /** The user as he is about to change. */
  public record UpdateUserResponse(User user) {}

  /** Asks for the end of a user. */
  public record DeleteUserRequest(@NotNull @Pattern(regexp = Names.SHORT) String userName) {}

  /** The user on its way out. */
  public record DeleteUserResponse(User user) {}

  /** A user. */
  public record User(
      String name,
      String status,
      String accessString,
      List<String> aclNames,
      String minimumEngineVersion,
      Authentication authentication,
      String arn) {}

  /** How a user proves who he is. */
  public record Authentication(String type, @Nullable Integer passwordCount) {}
}
