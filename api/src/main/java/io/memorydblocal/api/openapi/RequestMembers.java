package io.memorydblocal.api.openapi;

import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.Paged;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.GlobalOperationComponentsCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * Where the members of a {@link FromRequest} parameter are: in the path, and else in the query or,
 * if the request has one, in its body.
 */
final class RequestMembers implements GlobalOperationComponentsCustomizer {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)}");

  /** Members that only lists have a use for. */
  private static final Set<String> PAGING = Set.of("maxResults", "nextToken");

  private static final Set<RequestMethod> WITHOUT_BODY =
      Set.of(RequestMethod.GET, RequestMethod.DELETE);

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    return operation;
  }

  @Override
  public Operation customize(Operation operation, Components components, HandlerMethod method) {
    for (MethodParameter parameter : method.getMethodParameters()) {
      if (parameter.hasParameterAnnotation(FromRequest.class)) {
        add(operation, components, method, parameter.getParameterType());
      }
    }
    return operation;
  }

  private static void add(
      Operation operation, Components components, HandlerMethod method, Class<?> type) {
    ResolvedSchema resolved =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
    Schema<?> schema = resolved.schema;
    @SuppressWarnings("rawtypes") // as the library has it
    Map<String, Schema> members = new LinkedHashMap<>();
    if (schema.getProperties() != null) {
      members.putAll(schema.getProperties());
    }
    if (!Paged.class.isAssignableFrom(method.getMethod().getReturnType())) {
      members.keySet().removeAll(PAGING);
    }
    Set<String> required =
        schema.getRequired() == null ? Set.of() : new HashSet<>(schema.getRequired());
    for (String variable : variables(method)) {
      Schema<?> member = members.remove(variable);
      if (member == null) {
        throw new IllegalStateException(type + " has no member " + variable);
      }
      operation.addParametersItem(parameter(variable, "path", member, true));
    }
    String name = type.getSimpleName();
    resolved.referencedSchemas.forEach(
        (other, its) -> {
          if (!other.equals(name)) {
            components.addSchemas(other, its);
          }
        });
    if (WITHOUT_BODY.contains(requestMethod(method))) {
      members.forEach(
          (member, its) ->
              operation.addParametersItem(
                  parameter(member, "query", its, required.contains(member))));
      return;
    }
    if (!members.isEmpty()) {
      schema.setProperties(members);
      schema.setRequired(members.keySet().stream().filter(required::contains).toList());
      components.addSchemas(name, schema);
      operation.setRequestBody(
          new RequestBody()
              .required(schema.getRequired() != null)
              .content(
                  new Content()
                      .addMediaType(
                          org.springframework.http.MediaType.APPLICATION_JSON_VALUE,
                          new MediaType()
                              .schema(new Schema<>().$ref("#/components/schemas/" + name)))));
    }
  }

  private static Parameter parameter(String name, String in, Schema<?> schema, boolean required) {
    Parameter parameter =
        new Parameter()
            .name(name)
            .in(in)
            .description(schema.getDescription())
            .required(required ? true : null);
    schema.setDescription(null);
    return parameter.schema(schema);
  }

  private static RequestMethod requestMethod(HandlerMethod method) {
    return mapping(method).method()[0];
  }

  private static List<String> variables(HandlerMethod method) {
    RequestMapping base =
        AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequestMapping.class);
    List<String> paths = new ArrayList<>();
    if (base != null) {
      paths.addAll(Arrays.asList(base.path()));
    }
    paths.addAll(Arrays.asList(mapping(method).path()));
    return paths.stream()
        .flatMap(path -> VARIABLE.matcher(path).results())
        .map(found -> found.group(1))
        .toList();
  }

  private static RequestMapping mapping(HandlerMethod method) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
    if (mapping == null) {
      throw new IllegalArgumentException(method + " answers no request");
    }
    return mapping;
  }
}
