package io.memorydblocal.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.api.testing.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.DescribeEventsResponse;
import software.amazon.awssdk.services.memorydb.model.Event;
import software.amazon.awssdk.services.memorydb.model.InputAuthenticationType;
import software.amazon.awssdk.services.memorydb.model.InvalidParameterValueException;
import software.amazon.awssdk.services.memorydb.model.SourceType;

/** Events page by page, while more happens. */
class EventPagesIT {

  @Test
  void neitherRepeatsNorSkipsAnEventWhileOthersArrive() {
    MemoryDbClient api = in("event-pages");
    List<String> names = IntStream.range(100, 145).mapToObj(i -> "user-" + i).toList();
    names.forEach(name -> createUser(api, name));

    List<String> seen = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      DescribeEventsResponse page =
          api.describeEvents(
              request -> request.sourceType(SourceType.USER).maxResults(20).nextToken(next));
      assertThat(page.events())
          .isSortedAccordingTo((one, other) -> other.date().compareTo(one.date()));
      page.events().stream().map(Event::sourceName).forEach(seen::add);
      token = page.nextToken();
      createUser(api, "late-" + seen.size());
    } while (token != null);

    List<String> expected = new ArrayList<>(names);
    Collections.reverse(expected);
    assertThat(seen)
        .filteredOn(name -> !name.equals("default"))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void takesATokenOnlyForTheSameEvents() {
    MemoryDbClient api = in("event-tokens");
    IntStream.range(200, 225).forEach(i -> createUser(api, "token-" + i));
    String token =
        api.describeEvents(request -> request.sourceType(SourceType.USER).maxResults(20))
            .nextToken();

    assertThat(token).isNotNull();
    assertThatExceptionOfType(InvalidParameterValueException.class)
        .isThrownBy(
            () ->
                api.describeEvents(request -> request.sourceType(SourceType.ACL).nextToken(token)));
  }

  private static MemoryDbClient in(String region) {
    return TestServer.shared().sdk(Region.of(region), "test", "test");
  }

  private static void createUser(MemoryDbClient api, String name) {
    api.createUser(
        request ->
            request
                .userName(name)
                .accessString("on ~* +@all")
                .authenticationMode(
                    mode ->
                        mode.type(InputAuthenticationType.PASSWORD)
                            .passwords("correct-horse-battery-staple")));
  }
}
