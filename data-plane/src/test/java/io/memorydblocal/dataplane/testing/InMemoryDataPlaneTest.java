package io.memorydblocal.dataplane.testing;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.DataPlaneContract;
import io.memorydblocal.dataplane.NodeSpec;

class InMemoryDataPlaneTest extends DataPlaneContract {

  @Override
  protected DataPlane open() {
    return new InMemoryDataPlane();
  }

  @Override
  protected void kill(DataPlane dataPlane, NodeSpec node) {
    ((InMemoryDataPlane) dataPlane).kill(node.id());
  }
}
