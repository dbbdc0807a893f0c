package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.files.PrivateFiles;
import io.memorydblocal.dataplane.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of one node: what its engine reads when it starts, and, written by the engine
 * itself, its log of writes, its node table and its messages.
 *
 * @param nodes where the directories of all nodes are
 * @param id the node, and the name of its directory
 */
public record NodeDirectory(Path nodes, String id) {

  static final String USERS = "users.acl";
  static final String CERTIFICATE = "node.pem";
  static final String KEY = "node-key.pem";
  static final String CA_CERTIFICATE = "ca.pem";
  private static final String CONFIGURATION = "engine.conf";
  private static final String NODE_TABLE = "nodes.conf";
  private static final String DUMP = "dump.rdb";
  private static final String MESSAGES = "engine.log";

  /** The directory itself. */
  public Path path() {
    return nodes.resolve(id);
  }

  /** The file whose path on a command line tells whose process it is. */
  public Path configuration() {
    return path().resolve(CONFIGURATION);
  }

  /** Where the engine's messages go. */
  public Path messages() {
    return path().resolve(MESSAGES);
  }

  /** The file that the engine writes when it is told to write all of its data. */
  Path dump() {
    return path().resolve(DUMP);
  }

  /** True when there is a log, an engine's own or one that was put there for its first start. */
  public boolean hasLog() {
    return SeedFile.isThere(path());
  }

  /** True when an engine has run here before and left its node table. */
  public boolean hasHistory() {
    return Files.exists(path().resolve(NODE_TABLE));
  }

  /** Writes everything the engine reads. The certificate is issued anew at every start. */
  void write(NodeSpec node, EngineBinary binary, EngineAdmin admin, CertificateAuthority authority)
      throws IOException {
    PrivateFiles.directory(path());
    if (node.tls()) {
      CertificateAuthority.Identity identity = authority.issue(node.id(), node.address().host());
      PrivateFiles.write(path().resolve(CERTIFICATE), identity.certificate());
      PrivateFiles.write(path().resolve(KEY), identity.key());
      PrivateFiles.write(path().resolve(CA_CERTIFICATE), authority.certificate());
    }
    writeUsers(new AclFile(node.users(), admin, binary));
    writeConfiguration(node, binary, admin);
  }

  void writeConfiguration(NodeSpec node, EngineBinary binary, EngineAdmin admin)
      throws IOException {
    PrivateFiles.write(configuration(), EngineConfig.text(node, binary, admin));
  }

  void writeUsers(AclFile users) throws IOException {
    PrivateFiles.write(path().resolve(USERS), users.text());
  }
}
