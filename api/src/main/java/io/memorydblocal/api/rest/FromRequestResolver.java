package io.memorydblocal.api.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes the records that {@link FromRequest} asks for. */
final class FromRequestResolver implements HandlerMethodArgumentResolver {

  private final JsonMapper mapper;

  FromRequestResolver(JsonMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(FromRequest.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders)
      throws IOException {
    HttpServletRequest request =
        Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
    try {
      ObjectNode members = body(request);
      Set<String> lists = lists(parameter.getParameterType());
      request
          .getParameterMap()
          .forEach(
              (name, values) -> {
                if (lists.contains(name)) {
                  ArrayNode array = members.putArray(name);
                  List.of(values).forEach(value -> array.add(element(value)));
                } else {
                  members.put(name, values[values.length - 1]);
                }
              });
      variables(request).forEach((name, value) -> members.put(name, value.replaceFirst("^/", "")));
      return mapper.treeToValue(members, parameter.getParameterType());
    } catch (JacksonException e) {
      throw new HttpMessageNotReadableException(
          "not the expected form", e, new ServletServerHttpRequest(request));
    }
  }

  private ObjectNode body(HttpServletRequest request) throws IOException {
    JsonNode body = mapper.readTree(request.getInputStream());
    if (body instanceof ObjectNode members) {
      return members;
    }
    if (body.isMissingNode()) {
      return mapper.createObjectNode();
    }
    throw new HttpMessageNotReadableException(
        "not an object", new ServletServerHttpRequest(request));
  }

  /** In a query an object is written as JSON. */
  private JsonNode element(String value) {
    return value.startsWith("{") ? mapper.readTree(value) : StringNode.valueOf(value);
  }

  private static Set<String> lists(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> List.class.isAssignableFrom(component.getType()))
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  @SuppressWarnings("unchecked") // that is what the attribute has
  private static Map<String, String> variables(HttpServletRequest request) {
    return (Map<String, String>)
        Objects.requireNonNullElse(
            request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE), Map.of());
  }
}
