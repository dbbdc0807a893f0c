package io.memorydblocal.api.server;

import io.memorydblocal.provisioning.cluster.EngineRoom;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives out the certificate that clients of clusters must trust. */
@RestController
@Tag(name = "server")
class CaCertificateController {

  private final EngineRoom engineRoom;

  CaCertificateController(EngineRoom engineRoom) {
    this.engineRoom = engineRoom;
  }

  @GetMapping(path = "/ca.pem", produces = "application/x-pem-file")
  @Operation(
      operationId = "caCertificate",
      summary = "The certificate that clients of clusters with TLS must trust",
      description = "That of the authority that signs those of all nodes.")
  @SecurityRequirements
  String certificate() {
    return engineRoom.caCertificate();
  }
}
