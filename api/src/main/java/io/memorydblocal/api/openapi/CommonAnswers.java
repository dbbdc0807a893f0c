package io.memorydblocal.api.openapi;

import io.memorydblocal.api.rest.IdempotencyFilter;
import io.memorydblocal.api.rest.Paged;
import io.memorydblocal.api.rest.Problem;
import io.memorydblocal.api.rest.RestResource;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** What the requests and answers of all REST resources have in common. */
final class CommonAnswers implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {

  private static final String CREATED = "201";

  private static final Map<String, String> WORDS =
      Map.of(
          "200",
          "What there is",
          CREATED,
          "It is there",
          "202",
          "It is accepted, and done after the answer",
          "204",
          "It is gone");

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    if (!method.getBeanType().isAnnotationPresent(RestResource.class)) {
      return operation;
    }
    operation.setTags(List.of(tag(method)));
    ApiResponses responses = operation.getResponses();
    boolean paged = Paged.class.isAssignableFrom(method.getMethod().getReturnType());
    responses.forEach(
        (status, response) -> {
          response.setDescription(WORDS.get(status));
          if (status.equals(CREATED)) {
            response.addHeaderObject(HttpHeaders.LOCATION, reference("Location"));
          }
          if (paged) {
            response.addHeaderObject(HttpHeaders.LINK, reference("Link"));
          }
        });
    responses.addApiResponse(
        "4XX", new ApiResponse().$ref("#/components/responses/" + Problem.class.getSimpleName()));
    Parameter key = new Parameter().$ref("#/components/parameters/idempotencyKey");
    List<Parameter> parameters = operation.getParameters();
    // Two methods that answer in other types are one operation.
    if (method.hasMethodAnnotation(PostMapping.class)
        && (parameters == null || !parameters.contains(key))) {
      operation.addParametersItem(key);
    }
    return operation;
  }

  /** What the path begins with, such as {@code clusters}. */
  private static String tag(HandlerMethod method) {
    RequestMapping mapping =
        Objects.requireNonNull(
            AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequestMapping.class));
    String path = mapping.path()[0];
    return path.startsWith(RestResource.ROOT)
        ? path.substring(RestResource.ROOT.length()).split("/", 2)[0]
        : "schedules";
  }

  private static Header reference(String name) {
    return new Header().$ref("#/components/headers/" + name);
  }

  /** What the answers refer to. */
  @Override
  public void customise(OpenAPI contract) {
    Components components = contract.getComponents();
    components.addHeaders(
        "Location",
        new Header().description("Where it is").schema(new StringSchema().format("uri-reference")));
    components.addHeaders(
        "Link",
        new Header()
            .description("Where the next page is, if there is one")
            .schema(new StringSchema()));
    components.addParameters(
        "idempotencyKey",
        new Parameter()
            .name(IdempotencyFilter.KEY)
            .in("header")
            .description(
                "Names the request: sent again within a day it isn't carried out again, and gets the"
                    + " first answer with a header Idempotency-Replayed")
            .schema(new StringSchema().minLength(1).maxLength(IdempotencyFilter.MAX_LENGTH)));
    components.addSchemas(
        Problem.class.getSimpleName(),
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(Problem.class).resolveAsRef(false))
            .schema);
    components.addResponses(
        Problem.class.getSimpleName(),
        new ApiResponse()
            .description(
                "What is wrong: 400 for what can't be read, 401 and 403 without valid credentials, 404,"
                    + " 405, 406, 409, 412, 413, 415, 422 for values that make no sense, 429 for"
                    + " quotas")
            .content(
                new Content()
                    .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new MediaType()
                            .schema(
                                new Schema<>()
                                    .$ref(
                                        "#/components/schemas/"
                                            + Problem.class.getSimpleName())))));
  }
}
