package io.memorydblocal.api.awsjson;

import static java.util.stream.Collectors.toCollection;

import io.memorydblocal.provisioning.Fault;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.MemoryDbRequest;

/** AWS's API model, as the generated classes of the AWS SDK carry it. */
final class SdkModel {

  /** What every call of an SDK may throw. */
  private static final Set<String> GENERAL =
      Set.of("AwsServiceException", "SdkClientException", "MemoryDbException");

  private SdkModel() {}

  /** The names of the operations, as the SDK writes them. */
  static Set<String> operations() {
    return Arrays.stream(MemoryDbClient.class.getMethods())
        .filter(SdkModel::isOperation)
        .map(Method::getName)
        .collect(toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
  }

  /** The method of an operation, whose name is found whatever its case. */
  static Method method(String operation) {
    return Arrays.stream(MemoryDbClient.class.getMethods())
        .filter(method -> method.getName().equalsIgnoreCase(operation))
        .filter(SdkModel::isOperation)
        .findAny()
        .orElseThrow(() -> new AssertionError(operation + " is not in the model"));
  }

  /** The exceptions of the errors that an operation declares. */
  static Set<String> exceptions(String operation) {
    return Arrays.stream(method(operation).getExceptionTypes())
        .map(Class::getSimpleName)
        .filter(name -> !GENERAL.contains(name))
        .collect(toCollection(TreeSet::new));
  }

  /** The members of an operation's request. */
  static Set<String> members(String operation) throws ReflectiveOperationException {
    return fields(method(operation).getParameterTypes()[0]).keySet();
  }

  /** The members of a shape, by name. */
  static Map<String, SdkField<?>> fields(Class<?> shape) throws ReflectiveOperationException {
    return fields((SdkPojo) shape.getMethod("builder").invoke(null));
  }

  /** The members of a shape, by name. */
  static Map<String, SdkField<?>> fields(SdkPojo shape) {
    Map<String, SdkField<?>> byName = new TreeMap<>();
    shape.sdkFields().forEach(field -> byName.put(field.locationName(), field));
    return byName;
  }

  /** The SDK's name for a fault. */
  static String exception(Fault fault) {
    return sdkName(fault.code().replaceFirst("(Fault|Exception)$", "") + "Exception");
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1
        && MemoryDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && !method.getName().endsWith("Paginator");
  }

  /** The SDK writes acronyms in its own way. */
  private static String sdkName(String name) {
    return Pattern.compile("ACL|API|ARN|KMS|VPC")
        .matcher(name)
        .replaceAll(
            match -> match.group().charAt(0) + match.group().substring(1).toLowerCase(Locale.ROOT));
  }
}
