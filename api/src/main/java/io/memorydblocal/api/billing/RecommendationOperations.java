package io.memorydblocal.api.billing;

import io.memorydblocal.api.billing.BillingShapes.RecommendationShape;
import io.memorydblocal.api.billing.BillingShapes.RecommendationsRequest;
import io.memorydblocal.api.billing.BillingShapes.RecommendationsResponse;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.billing.recommendation.Recommendations;
import jakarta.validation.Valid;

/** What would cost less. */
@Operations
public class RecommendationOperations {

  private final Recommendations recommendations;

  RecommendationOperations(Recommendations recommendations) {
    this.recommendations = recommendations;
  }

  /** What would cost the account less in its Region, the most first. */
  public RecommendationsResponse recommendations(
      @Valid RecommendationsRequest request, Caller caller) {
    return new RecommendationsResponse(
        recommendations.of(caller.scope()).stream()
            .map(
                each ->
                    new RecommendationShape(
                        each.kind().wireName(),
                        each.cluster(),
                        each.current(),
                        each.proposed(),
                        Amounts.usd(each.usdPerMonth()),
                        each.estimate(),
                        each.reason()))
            .toList());
  }
}
