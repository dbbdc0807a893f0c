package io.memorydblocal.api.event;

import io.memorydblocal.provisioning.event.ResourceEvent;
import java.time.Instant;

/**
 * A place between two events of a page.
 *
 * @param at when the event before it happened
 * @param id of the event before it: several may have happened at the same time
 */
record EventPlace(Instant at, long id) {

  /** Behind this event. */
  static EventPlace behind(ResourceEvent event) {
    return new EventPlace(event.at(), event.id());
  }

  /** Where {@link #key} says, or before all events up to a time when it says nothing. */
  static EventPlace parse(String key, Instant latest) {
    if (key.isEmpty()) {
      return new EventPlace(latest, Long.MAX_VALUE);
    }
    int space = key.indexOf(' ');
    return new EventPlace(
        Instant.parse(key.substring(0, space)), Long.parseLong(key.substring(space + 1)));
  }

  /** The place as text, for a page's token. */
  String key() {
    return at + " " + id;
  }
}
