package io.memorydblocal.api.user;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.Answers;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.user.UserShapes.CreateUserRequest;
import io.memorydblocal.api.user.UserShapes.DeleteUserRequest;
import io.memorydblocal.api.user.UserShapes.DescribeUsersRequest;
import io.memorydblocal.api.user.UserShapes.DescribeUsersResponse;
import io.memorydblocal.api.user.UserShapes.UpdateUserRequest;
import io.memorydblocal.api.user.UserShapes.User;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Users as REST resources. */
@RestResource
@RequestMapping(path = "/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UserController {

  private final UserOperations users;

  UserController(UserOperations users) {
    this.users = users;
  }

  @GetMapping("")
  @Operation(summary = "One user by name, or a page of all")
  DescribeUsersResponse describeUsers(
      @FromRequest DescribeUsersRequest request, @AuthenticationPrincipal Caller caller) {
    return users.describeUsers(request, caller);
  }

  @PostMapping("")
  @Operation(summary = "Makes a user, who is active at once")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<User> createUser(
      @FromRequest CreateUserRequest request, @AuthenticationPrincipal Caller caller) {
    User created = users.createUser(request, caller).user();
    return Answers.created("/v1/users", created.name(), created);
  }

  @GetMapping("/{userName}")
  @Operation(summary = "One by name")
  User getUser(@FromRequest DescribeUsersRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(users.describeUsers(request, caller).users());
  }

  @PatchMapping("/{userName}")
  @Operation(
      summary =
          "Changes what a user may do or how he logs in, on all nodes; his connections " + "stay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  User updateUser(@FromRequest UpdateUserRequest request, @AuthenticationPrincipal Caller caller) {
    return users.updateUser(request, caller).user();
  }

  @DeleteMapping("/{userName}")
  @Operation(summary = "Takes a user off all access control lists and all nodes, then ends him")
  @ResponseStatus(HttpStatus.ACCEPTED)
  User deleteUser(@FromRequest DeleteUserRequest request, @AuthenticationPrincipal Caller caller) {
    return users.deleteUser(request, caller).user();
  }
}
