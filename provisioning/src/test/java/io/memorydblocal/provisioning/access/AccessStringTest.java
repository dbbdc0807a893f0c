package io.memorydblocal.provisioning.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessStringTest {

  /** The first four are from AWS's documentation and its users' reports. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          ~objects:* ~items:* ~public:* => off ~objects:* ~items:* ~public:* resetchannels -@all
          off +get => off resetchannels -@all +get
          on ~app::* -@all +@read => on ~app::* resetchannels -@all +@read
          on ~* &* +@all => on ~* &* +@all
          off ~* &* +@all => off ~* &* +@all
          +get on ~a &c => on ~a &c -@all +get
          on off => off resetchannels -@all
          on allkeys allcommands => on allkeys resetchannels allcommands
          on nocommands +get => on resetchannels nocommands +get
          on ~a +@all -@dangerous => on ~a resetchannels +@all -@dangerous
          on %R~a* %RW~b (~c* +get) => on %R~a* %RW~b resetchannels -@all (~c* +get)
          on ( ~a   +get ) clearselectors +set => on resetchannels -@all +set
          on +json.get +@search +client|list => on resetchannels -@all +json.get +@search +client|list
          """)
  void completesWhatIsLeftOut(String given, String stored) {
    assertThat(AccessString.parse(given)).hasToString(stored);
    assertThat(AccessString.parse(stored)).as("is complete").hasToString(stored);
    assertThat(AccessString.stored(stored).rules()).isEqualTo(AccessString.parse(given).rules());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          wrongagainstring => wrongagainstring
          on ~* +frobnicate => +frobnicate
          on ~* +@everything => +@everything
          on ~* +get|x => +get|x
          on >password => >password
          on #abc => #abc
          on nopass => nopass
          reset => reset
          on +config => +config
          on +CONFIG|GET => +CONFIG|GET
          on +cluster|forget => +cluster|forget
          on (~a +debug) => +debug
          on (~a => (~a
          on () => ()
          on ~ => ~
          on + => +
          on %X~a => %X~a
          """)
  void namesTheFirstWordThatIsNoRule(String given, String word) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> AccessString.parse(given))
        .withMessageContaining("'" + word + "'")
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_PARAMETER_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on -config", "on -cluster|forget +cluster|slots"})
  void letsRestrictedCommandsBeDenied(String given) {
    assertThat(AccessString.parse(given).rules()).contains("-@all");
  }

  @ParameterizedTest
  @CsvSource({"on ~a, false", "on %R~a, true", "on (~a +get), true"})
  void knowsWhatNeedsEngine7(String given, boolean needsIt) {
    assertThat(AccessString.parse(given).needsEngine7()).isEqualTo(needsIt);
  }
}
