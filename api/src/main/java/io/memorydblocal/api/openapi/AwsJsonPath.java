package io.memorydblocal.api.openapi;

import io.memorydblocal.api.awsjson.AwsJsonResponses;
import io.memorydblocal.api.operation.AwsOperation.Api;
import io.memorydblocal.api.operation.OperationRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** The one path of AWS JSON 1.1, with the operations that it takes. */
final class AwsJsonPath implements GlobalOpenApiCustomizer {

  private static final String ERROR = "Error";
  private static final String TYPE = "__type";
  private static final String MESSAGE = "message";

  private final OperationRegistry operations;

  AwsJsonPath(OperationRegistry operations) {
    this.operations = operations;
  }

  @Override
  public void customise(OpenAPI contract) {
    Schema<?> error = new ObjectSchema().description("What is wrong, as AWS's protocol has it");
    error.setRequired(List.of(TYPE, MESSAGE));
    error.addProperty(
        TYPE,
        new StringSchema()
            .description("The fault's shape name, by which SDKs know it")
            .example("ClusterNotFoundFault"));
    error.addProperty(
        MESSAGE, new StringSchema().description("In words").example("Cluster demo not found."));
    contract.getComponents().addSchemas(ERROR, error);
    contract.path(
        "/",
        new PathItem()
            .post(
                new Operation()
                    .addTagsItem("aws-json")
                    .operationId("call")
                    .summary("Calls an operation of AWS's API")
                    .security(List.of(new SecurityRequirement().addList("sigv4")))
                    .addParametersItem(
                        new Parameter()
                            .name("X-Amz-Target")
                            .in("header")
                            .required(true)
                            .description("The operation")
                            .schema(new StringSchema()._enum(targets())))
                    .requestBody(
                        new RequestBody()
                            .required(true)
                            .description("The request shape of the operation, at most 1 MiB")
                            .content(content(new ObjectSchema())))
                    .responses(
                        new ApiResponses()
                            .addApiResponse(
                                "200",
                                answer(
                                    "The answer shape of the operation; times are seconds since"
                                        + " 1970",
                                    new ObjectSchema()))
                            .addApiResponse("400", error("What the caller can put right"))
                            .addApiResponse("413", error("A body of more than 1 MiB"))
                            .addApiResponse("500", error("A failure of the server")))));
  }

  private List<String> targets() {
    return Arrays.stream(Api.values())
        .flatMap(api -> operations.names(api).stream().map(api::target))
        .toList();
  }

  private static ApiResponse error(String words) {
    return answer(words, new Schema<>().$ref("#/components/schemas/" + ERROR));
  }

  private static ApiResponse answer(String words, Schema<?> schema) {
    return new ApiResponse()
        .description(words)
        .addHeaderObject(
            "x-amzn-RequestId",
            new Header()
                .description("Names the request, here and in the server's log")
                .schema(new StringSchema().format("uuid")))
        .content(content(schema));
  }

  private static Content content(Schema<?> schema) {
    return new Content().addMediaType(AwsJsonResponses.MEDIA_TYPE, new MediaType().schema(schema));
  }
}
