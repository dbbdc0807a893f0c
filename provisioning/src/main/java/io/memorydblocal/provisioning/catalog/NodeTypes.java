package io.memorydblocal.provisioning.catalog;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static java.util.Comparator.comparing;

import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
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
                        Boolean.parseBoolean(row.get("data_tiering")),
                        Boolean.parseBoolean(row.get("multi_region")))));
  }

  /**
   * What a cluster may be scaled up to, the smallest first: other types with at least as much
   * memory. Types with data tiering go together, and so do those without.
   */
  public List<NodeType> above(NodeType current) {
    return others(current, memory -> memory >= 0);
  }

  /**
   * What a cluster may be scaled down to, the smallest first: other types with at most as much
   * memory. A type with just as much is both above and below, as in AWS's example of the lists.
   */
  public List<NodeType> below(NodeType current) {
    return others(current, memory -> memory <= 0);
  }

  private List<NodeType> others(NodeType current, IntPredicate memory) {
    return byName.values().stream()
        .filter(type -> !type.equals(current) && type.dataTiering() == current.dataTiering())
        .filter(type -> memory.test(type.memoryGib().compareTo(current.memoryGib())))
        .sorted(comparing(NodeType::memoryGib).thenComparing(NodeType::name))
        .toList();
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
