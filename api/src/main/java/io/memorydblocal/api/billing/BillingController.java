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
import io.memorydblocal.api.rest.RestResource;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Billing as REST resources; some are also tables for terminals, or CSV. */
@RestResource
@RequestMapping("/v1/billing")
class BillingController {

  private static final String CSV = "text/csv";

  private final BillingOperations billing;
  private final RecommendationOperations recommendations;

  BillingController(BillingOperations billing, RecommendationOperations recommendations) {
    this.billing = billing;
    this.recommendations = recommendations;
  }

  @PostMapping(path = "/estimates", produces = MediaType.APPLICATION_JSON_VALUE)
  EstimateResponse estimate(
      @RequestBody EstimateRequest request, @AuthenticationPrincipal Caller caller) {
    return billing.estimate(request, caller);
  }

  @PostMapping(path = "/estimates", produces = MediaType.TEXT_PLAIN_VALUE)
  String estimateTable(
      @RequestBody EstimateRequest request, @AuthenticationPrincipal Caller caller) {
    return BillingText.of(billing.estimate(request, caller));
  }

  @GetMapping("/usage")
  UsageResponse usage(
      @ModelAttribute CostsRequest request, @AuthenticationPrincipal Caller caller) {
    return billing.usage(request, caller);
  }

  @PostMapping("/usage/rebuild")
  RebuildResponse rebuild(@AuthenticationPrincipal Caller caller) {
    return billing.rebuild(new RebuildRequest(), caller);
  }

  @GetMapping("/costs")
  CostsResponse costs(
      @ModelAttribute CostsRequest request, @AuthenticationPrincipal Caller caller) {
    return billing.costs(request, caller);
  }

  @GetMapping(path = "/costs.csv", produces = CSV)
  String costsAsCsv(@ModelAttribute CostsRequest request, @AuthenticationPrincipal Caller caller) {
    return BillingText.csv(billing.costs(request, caller));
  }

  @GetMapping(path = "/forecast", produces = MediaType.APPLICATION_JSON_VALUE)
  ForecastResponse forecast(@AuthenticationPrincipal Caller caller) {
    return billing.forecast(new ForecastRequest(), caller);
  }

  @GetMapping(path = "/forecast", produces = MediaType.TEXT_PLAIN_VALUE)
  String forecastTable(@AuthenticationPrincipal Caller caller) {
    return BillingText.of(billing.forecast(new ForecastRequest(), caller));
  }

  @GetMapping("/recommendations")
  RecommendationsResponse recommendations(@AuthenticationPrincipal Caller caller) {
    return recommendations.recommendations(new RecommendationsRequest(), caller);
  }

  @GetMapping("/prices")
  PricesResponse prices(@AuthenticationPrincipal Caller caller) {
    return billing.prices(new PricesRequest(), caller);
  }

  @PutMapping(
      path = "/prices",
      consumes = {CSV, MediaType.APPLICATION_JSON_VALUE})
  PricesResponse replacePrices(
      @RequestHeader("Content-Type") String mediaType,
      @RequestBody byte[] content,
      @AuthenticationPrincipal Caller caller) {
    return billing.replacePrices(
        new ReplacePricesRequest(mediaType, new String(content, StandardCharsets.UTF_8)), caller);
  }

  @DeleteMapping("/prices")
  PricesResponse resetPrices(@AuthenticationPrincipal Caller caller) {
    return billing.replacePrices(new ReplacePricesRequest(null, ""), caller);
  }
}
