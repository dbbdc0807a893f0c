package io.memorydblocal.provisioning.catalog;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The node types that clusters may have. */
@Component
public class NodeTypes {

  private final Map<String, NodeType> byName = new LinkedHashMap<>();

  NodeTypes() {
    DataFile.rows("node-types.csv")
        .forEach(
            row ->
                byName.put(
                    row.get("node_type"),
                    new NodeType(
                        row.get("node_type"),
                        Integer.parseInt(row.get("vcpu")),
                        new BigDecimal(row.get("memory_gib")),
                        Long.parseLong(row.get("maxmemory_bytes")),
                        Boolean.parseBoolean(row.get("data_tiering")))));
  }

  /**
   * The type with a name.
   *
   * @throws MemoryDbException InvalidParameterValueException for a name that no type has
   */
  public NodeType require(String name) {
    NodeType type = byName.get(name);
    if (type == null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "NodeType '%s' is not a node type. Choose one of %s."
              .formatted(name, String.join(", ", byName.keySet())));
    }
    return type;
  }
}
