package io.memorydblocal.api.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponentsBuilder;

/** Links pages of resources to the next ones, as RFC 8288 has it. */
@RestControllerAdvice(annotations = RestResource.class)
class NextPageLink implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return Paged.class.isAssignableFrom(method.getParameterType());
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter method,
      MediaType mediaType,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof Paged page && page.nextToken() != null) {
      String next =
          UriComponentsBuilder.fromUri(request.getURI())
              .replaceQueryParam("nextToken", page.nextToken())
              .build(true)
              .toUriString();
      response.getHeaders().add(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
    }
    return body;
  }
}
