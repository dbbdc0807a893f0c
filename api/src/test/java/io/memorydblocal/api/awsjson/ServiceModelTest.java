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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.memorydb.model.MemoryDbRequest;

/** Hand-written shapes against the API model, as the AWS SDK's generated classes carry it. */
class ServiceModelTest {

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
            .filter(method -> method.isAnnotatedWith(AwsOperation.class))
            .filter(
                method ->
                    method.getAnnotationOfType(AwsOperation.class).api()
                        == AwsOperation.Api.MEMORYDB);
  }

  @Test
  void hasEveryOperationOfTheModel() {
    Set<String> theirs = SdkModel.operations();

    assertThat(theirs).hasSize(45);
    assertThat(operations().map(ServiceModelTest::name).toList())
        .doesNotHaveDuplicates()
        .hasSize(45)
        .allSatisfy(name -> assertThat(theirs).contains(name));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void knowsEveryErrorThatTheModelDeclares(JavaMethod operation) {
    Set<String> known = Arrays.stream(Fault.values()).map(SdkModel::exception).collect(toSet());

    assertThat(SdkModel.exceptions(name(operation))).isNotEmpty().isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasTheMembersOfTheModel(JavaMethod operation) throws ReflectiveOperationException {
    Method ours = operation.reflect();
    Method theirs = SdkModel.method(name(operation));
    Set<String> differences = new TreeSet<>();

    compare(
        ours.getParameterTypes()[0], SdkModel.fields(theirs.getParameterTypes()[0]), differences);
    compare(ours.getReturnType(), SdkModel.fields(theirs.getReturnType()), differences);

    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void namesOnlyFaultsOfTheModel(Fault fault) {
    assertThatCode(
            () ->
                Class.forName(
                    MemoryDbRequest.class.getPackageName() + "." + SdkModel.exception(fault)))
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
        compare(shape, SdkModel.fields(theirs.constructor().get()), differences);
      } else {
        differences.add(path + " should be a structure");
      }
    } else if (!theirs.marshallingType().equals(SCALARS.get(ours))) {
      differences.add(path + " should be " + theirs.marshallingType().getTargetClass());
    }
  }

  private static String name(JavaMethod operation) {
    return operation.getAnnotationOfType(AwsOperation.class).value();
  }
}
