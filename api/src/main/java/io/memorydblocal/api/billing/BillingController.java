package io.memorydblocal.api.billing;

import io.memorydblocal.api.billing.BillingShapes.CostsRequest;
import io.memorydblocal.api.billing.BillingShapes.CostsResponse;
import io.memorydblocal.api.billing.BillingShapes.EstimateRequest;
import io.memorydblocal.api.billing.BillingShapes.EstimateResponse;
import io.memorydblocal.api.billing.BillingShapes.ForecastRequest;
import io.memorydblocal.api.billing.BillingShapes.ForecastResponse;
import io.memorydblocal.api.billing.BillingShapes.PricesRequest;
import io.memorydblocal.api.billing.BillingShapes.PricesResponse;
import io.memorydblocal.api.billing.BillingShapes.RebuildRequest;
import io.memorydblocal.api.billing.BillingShapes.RebuildResponse;
import io.memorydblocal.api.billing.BillingShapes.RecommendationsRequest;
import io.memorydblocal.api.billing.BillingShapes.RecommendationsResponse;
import io.memorydblocal.api.billing.BillingShapes.ReplacePricesRequest;
import io.memorydblocal.api.billing.BillingShapes.UsageResponse;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Billing as REST resources; some are also tables for terminals, or CSV. */
@RestResource
@RequestMapping(path = "/v1/billing", produces = MediaType.APPLICATION_JSON_VALUE)
class BillingController {

  private static final String CSV = "text/csv";

  private final BillingOperations billing;
  private final RecommendationOperations recommendations;

  BillingController(BillingOperations billing, RecommendationOperations recommendations) {
    this.billing = billing;
    this.recommendations = recommendations;
  }

  @PostMapping(path = "/estimates")
  @Operation(
      summary = "What clusters would cost that nobody has created yet",
      description = "Several are alternatives, answered side by side in the order of the request.")
  EstimateResponse estimate(
      @FromRequest EstimateRequest request, @AuthenticationPrincipal Caller caller) {
    return billing.estimate(request, caller);
  }

  @PostMapping(path = "/estimates", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(operationId = "estimate")
  String estimateTable(
      @FromRequest EstimateRequest request, @AuthenticationPrincipal Caller caller) {
    return BillingText.of(billing.estimate(request, caller));
  }

  @GetMapping("/usage")
  @Operation(summary = "How much the account used, until now")
  UsageResponse usage(@FromRequest CostsRequest request, @AuthenticationPrincipal Caller caller) {
    return billing.usage(request, caller);
  }

  @PostMapping("/usage/rebuild")
  @Operation(
      summary = "Adds up all usage again, from what was metered",
      description =
          "Days and months are added up once they are over. This forgets the sums, "
              + "makes them anew and says how many had been otherwise: none, unless something "
              + "was changed behind the server's back.")
  RebuildResponse rebuildUsage(@AuthenticationPrincipal Caller caller) {
    return billing.rebuild(new RebuildRequest(), caller);
  }

  @GetMapping("/costs")
  @Operation(summary = "What the account's use cost, until now")
  CostsResponse costs(@FromRequest CostsRequest request, @AuthenticationPrincipal Caller caller) {
    return billing.costs(request, caller);
  }

  @GetMapping(path = "/costs.csv", produces = CSV)
  @Operation(summary = "The same as CSV, a line for every group of every part")
  String costsAsCsv(@FromRequest CostsRequest request, @AuthenticationPrincipal Caller caller) {
    return BillingText.csv(billing.costs(request, caller));
  }

  @GetMapping(path = "/forecast")
  @Operation(summary = "What this month costs, until now and at its end if all that runs goes on")
  ForecastResponse forecast(@AuthenticationPrincipal Caller caller) {
    return billing.forecast(new ForecastRequest(), caller);
  }

  @GetMapping(path = "/forecast", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(operationId = "forecast")
  String forecastTable(@AuthenticationPrincipal Caller caller) {
    return BillingText.of(billing.forecast(new ForecastRequest(), caller));
  }

  @GetMapping("/recommendations")
  @Operation(
      summary = "What would cost less, the most first",
      description =
          "From what the available clusters of the account in the Region had to bear in "
              + "the last two weeks, or since they are there: smaller nodes, fewer replicas, "
              + "Valkey in place of Redis OSS, reserved nodes, and clusters that nobody uses. "
              + "Nothing is said about the load of clusters that were measured for less than "
              + "an hour. What is said about one cluster doesn't add up.")
  RecommendationsResponse recommendations(@AuthenticationPrincipal Caller caller) {
    return recommendations.recommendations(new RecommendationsRequest(), caller);
  }

  @GetMapping("/prices")
  @Operation(summary = "The prices in force")
  PricesResponse prices(@AuthenticationPrincipal Caller caller) {
    return billing.prices(new PricesRequest(), caller);
  }

  @PutMapping(
      path = "/prices",
      consumes = {CSV, MediaType.APPLICATION_JSON_VALUE})
  @Operation(
      summary = "Puts other prices in place of all",
      description =
          "CSV with the columns of the file that ships, or AWS's own price list: the "
              + "bulk file of the offer AmazonMemoryDB. A file that can't be used changes "
              + "nothing.")
  PricesResponse replacePrices(
      @Parameter(hidden = true) @RequestHeader("Content-Type") String mediaType,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(type = "object"))
              })
          @RequestBody
          byte[] content,
      @AuthenticationPrincipal Caller caller) {
    return billing.replacePrices(
        new ReplacePricesRequest(mediaType, new String(content, StandardCharsets.UTF_8)), caller);
  }

  @DeleteMapping("/prices")
  @Operation(summary = "Puts the prices that ship in force again")
  PricesResponse resetPrices(@AuthenticationPrincipal Caller caller) {
    return billing.replacePrices(new ReplacePricesRequest(null, ""), caller);
  }
}
