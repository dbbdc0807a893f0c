package io.memorydblocal.provisioning;

/**
 * A resource is no more: what others keep about it can go. For resources that DescribeEvents has no
 * kind for.
 *
 * @param arn the resource
 */
public record ResourceEnded(String arn) {}
