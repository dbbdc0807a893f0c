package io.memorydblocal.api.awsjson;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.provisioning.Fault;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.MemoryDbRequest;

/** Hand-written shapes against the API model, as the AWS SDK's generated classes carry it. */
class ServiceModelTest {

  /** What every call of an SDK may throw. */
  private static final Set<String> GENERAL =
      Set.of("AwsServiceException", "SdkClientException", "MemoryDbException");

  private static final Map<Type, MarshallingType<?>> SCALARS =
      Map.of(
          String.class, MarshallingType.STRING,
          Integer.class, MarshallingType.INTEGER,
          Boolean.class, MarshallingType.BOOLEAN,
          Double.class, MarshallingType.DOUBLE,
          Instant.class, MarshallingType.INSTANT);

  static Stream<JavaMethod> operations() {
    return new ClassFileImporter()
        .importPackages("io.memorydblocal.api").stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(AwsOperation.class));
  }

  @Test
  void hasEveryOperationOfTheModel() {
    Set<String> theirs = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Arrays.stream(MemoryDbClient.class.getMethods())
        .filter(ServiceModelTest::isOperation)
        .forEach(method -> theirs.add(method.getName()));

    assertThat(theirs).hasSize(45);
    assertThat(operations().map(ServiceModelTest::name).toList())
        .doesNotHaveDuplicates()
        .hasSize(45)
        .allSatisfy(name -> assertThat(theirs).contains(name));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void knowsEveryErrorThatTheModelDeclares(JavaMethod operation) {
    Set<String> known =
        Arrays.stream(Fault.values()).map(ServiceModelTest::sdkException).collect(toSet());

    assertThat(sdkMethod(name(operation)).getExceptionTypes())
        .extracting(Class::getSimpleName)
        .filteredOn(name -> !GENERAL.contains(name))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasTheMembersOfTheModel(JavaMethod operation) throws ReflectiveOperationException {
    Method ours = operation.reflect();
    Method theirs = sdkMethod(name(operation));
    Set<String> differences = new TreeSet<>();

    compare(ours.getParameterTypes()[0], fields(theirs.getParameterTypes()[0]), differences);
    compare(ours.getReturnType(), fields(theirs.getReturnType()), differences);

    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void namesOnlyFaultsOfTheModel(Fault fault) {
    assertThatCode(
            () -> Class.forName(MemoryDbRequest.class.getPackageName() + "." + sdkException(fault)))
        .doesNotThrowAnyException();
  }

  /** Adds every member that one of the two has and the other doesn't, or has in another type. */
  private static void compare(
      Class<?> ours, Map<String, SdkField<?>> theirs, Set<String> differences) {
    Set<String> missing = new TreeSet<>(theirs.keySet());
    for (RecordComponent component : ours.getRecordComponents()) {
      String member = AwsNaming.awsName(component.getName());
      String path = ours.getSimpleName() + "." + member;
      SdkField<?> field = theirs.get(member);
      if (field == null) {
        differences.add(path + " is not in the model");
      } else {
        missing.remove(member);
        compare(path, component.getGenericType(), field, differences);
      }
    }
    missing.forEach(member -> differences.add(ours.getSimpleName() + "." + member));
  }

  private static void compare(String path, Type ours, SdkField<?> theirs, Set<String> differences) {
    if (theirs.marshallingType().equals(MarshallingType.LIST)) {
      if (ours instanceof ParameterizedType list && list.getRawType().equals(List.class)) {
        SdkField<?> element = theirs.getTrait(ListTrait.class).memberFieldInfo();
        compare(path, list.getActualTypeArguments()[0], element, differences);
      } else {
        differences.add(path + " should be a list");
      }
    } else if (theirs.marshallingType().equals(MarshallingType.SDK_POJO)) {
      if (ours instanceof Class<?> shape && shape.isRecord()) {
        compare(shape, fields(theirs.constructor().get()), differences);
      } else {
        differences.add(path + " should be a structure");
      }
    } else if (!theirs.marshallingType().equals(SCALARS.get(ours))) {
      differences.add(path + " should be " + theirs.marshallingType().getTargetClass());
    }
  }

  private static Map<String, SdkField<?>> fields(Class<?> sdkType)
      throws ReflectiveOperationException {
    return fields((SdkPojo) sdkType.getMethod("builder").invoke(null));
  }

  private static Map<String, SdkField<?>> fields(SdkPojo shape) {
    Map<String, SdkField<?>> byName = new TreeMap<>();
    shape.sdkFields().forEach(field -> byName.put(field.locationName(), field));
    return byName;
  }

  private static Method sdkMethod(String operation) {
    return Arrays.stream(MemoryDbClient.class.getMethods())
        .filter(method -> method.getName().equalsIgnoreCase(operation))
        .filter(ServiceModelTest::isOperation)
        .findAny()
        .orElseThrow(() -> new AssertionError(operation + " is not in the model"));
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1
        && MemoryDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && !method.getName().endsWith("Paginator");
  }

  private static String sdkException(Fault fault) {
    return sdkName(fault.code().replaceFirst("(Fault|Exception)$", "") + "Exception");
  }

  /** The SDK writes acronyms in its own way. */
  private static String sdkName(String name) {
    return Pattern.compile("ACL|API|ARN|KMS|VPC")
        .matcher(name)
        .replaceAll(
            match -> match.group().charAt(0) + match.group().substring(1).toLowerCase(Locale.ROOT));
  }

  private static String name(JavaMethod operation) {
    return operation.getAnnotationOfType(AwsOperation.class).value();
  }
}
