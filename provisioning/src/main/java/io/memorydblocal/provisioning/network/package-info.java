/** Where clusters are: VPCs, subnets and their groups, security groups. */
@NullMarked
package io.memorydblocal.provisioning.network;

import org.jspecify.annotations.NullMarked;
