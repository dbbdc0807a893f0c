package io.memorydblocal.api.server;

import io.memorydblocal.provisioning.cluster.EngineRoom;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives out the certificate that clients of clusters must trust. */
@RestController
class CaCertificateController {

  private final EngineRoom engineRoom;

  CaCertificateController(EngineRoom engineRoom) {
    this.engineRoom = engineRoom;
  }

  @GetMapping(path = "/ca.pem", produces = "application/x-pem-file")
  String certificate() {
    return engineRoom.caCertificate();
  }
}
