package io.memorydblocal.provisioning.cluster;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service update that a cluster was asked to take. Its cluster changes it. */
@Entity
public class AppliedServiceUpdate {

  @Id private UUID id;
  private String name;
  @Column private int patchLevel;
  private @Nullable Instant completedAt;

  protected AppliedServiceUpdate() {}

  AppliedServiceUpdate(String name, int patchLevel) {
    this.id = UUID.randomUUID();
    this.name = name;
    this.patchLevel = patchLevel;
  }

  /** Every node has it. */
  void complete(Instant now) {
    completedAt = now;
  }

  public String name() {
    return name;
  }

  /** True until every node has it. */
  public boolean isInProgress() {
    return completedAt == null;
  }
}
