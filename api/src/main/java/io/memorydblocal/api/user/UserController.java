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
import org.springframework.http.HttpStatus;
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
@RequestMapping("/v1/users")
class UserController {

  private final UserOperations users;

  UserController(UserOperations users) {
    this.users = users;
  }

  @GetMapping("")
  DescribeUsersResponse list(
      @FromRequest DescribeUsersRequest request, @AuthenticationPrincipal Caller caller) {
    return users.describeUsers(request, caller);
  }

  @PostMapping("")
  ResponseEntity<User> create(
      @FromRequest CreateUserRequest request, @AuthenticationPrincipal Caller caller) {
    User created = users.createUser(request, caller).user();
    return Answers.created("/v1/users", created.name(), created);
  }

  @GetMapping("/{userName}")
  User get(@FromRequest DescribeUsersRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(users.describeUsers(request, caller).users());
  }

  @PatchMapping("/{userName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  User update(@FromRequest UpdateUserRequest request, @AuthenticationPrincipal Caller caller) {
    return users.updateUser(request, caller).user();
  }

  @DeleteMapping("/{userName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  User delete(@FromRequest DeleteUserRequest request, @AuthenticationPrincipal Caller caller) {
    return users.deleteUser(request, caller).user();
  }
}
