package io.memorydblocal.provisioning.scaling;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Policies by the clusters that have them. */
public interface ScalingPolicyRepository extends Repository<ScalingPolicy, UUID> {

  ScalingPolicy save(ScalingPolicy policy);

  void delete(ScalingPolicy policy);

  List<ScalingPolicy> findAll();

  List<ScalingPolicy> findByClusterIdOrderByDimension(UUID clusterId);

  Optional<ScalingPolicy> findByClusterIdAndDimension(UUID clusterId, ScalableDimension dimension);
}
