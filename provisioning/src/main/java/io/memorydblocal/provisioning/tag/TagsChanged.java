package io.memorydblocal.provisioning.tag;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource has other tags than before. Published in the transaction that changes them.
 *
 * @param arn the resource
 * @param tags all that it has now, by key
 * @param at when it happened
 */
public record TagsChanged(String arn, Map<String, @Nullable String> tags, Instant at) {}
