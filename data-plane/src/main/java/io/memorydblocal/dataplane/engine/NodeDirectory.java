package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.files.PrivateFiles;
import io.memorydblocal.dataplane.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  private static final int LAST_WORDS = 8;

  /** What engines say before they end because of what they read at their start. */
  private static final Pattern UNREADABLE =
      Pattern.compile(
          "(Bad file format|Unexpected end of file|Unrecoverable error|Unknown command .*)"
              + " reading the append only file"
              + "|append log file .* doesn't exist|can't open the append log file"
              + "|Error reading the RDB preamble|(empty|Invalid|open the) AOF manifest"
              + "|corrupted cluster config file|rdb file reading failure");

  /** The directory whose configuration file a path below that of all nodes is, if it is one. */
  public static Optional<NodeDirectory> configuredBy(Path path, Path nodes) {
    String id = nodes.relativize(path).getName(0).toString();
    return Optional.of(new NodeDirectory(nodes, id))
        .filter(directory -> directory.configuration().equals(path));
  }

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

  /** True when an engine has run here before and left its node table and its log of writes. */
  public boolean hasHistory() {
    return Files.exists(path().resolve(NODE_TABLE)) && hasLog();
  }

  /**
   * What the last engine said before it ended because it couldn't read its log of writes or its
   * node table; nothing when it didn't, or when somebody has mended the log since.
   */
  public Optional<String> unreadable() {
    try {
      List<String> lines = Files.readAllLines(messages(), StandardCharsets.ISO_8859_1);
      Optional<String> complaint =
          lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()).stream()
              .filter(line -> UNREADABLE.matcher(line).find())
              .findFirst();
      return complaint.isPresent() && mendedAfter(Files.getLastModifiedTime(messages()))
          ? Optional.empty()
          : complaint;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean mendedAfter(FileTime complaint) throws IOException {
    try (Stream<Path> files = Files.walk(path())) {
      for (Path file : files.filter(each -> each.toString().contains(".aof")).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(complaint) > 0) {
          return true;
        }
      }
    }
    return false;
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

  void writeTable(String table) throws IOException {
    PrivateFiles.write(path().resolve(NODE_TABLE), table);
  }

  void writeUsers(AclFile users) throws IOException {
    PrivateFiles.write(path().resolve(USERS), users.text());
  }
}
