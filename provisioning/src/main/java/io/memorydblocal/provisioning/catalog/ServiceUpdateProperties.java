package io.memorydblocal.provisioning.catalog;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Service updates of one's own, to try out how one deals with them.
 *
 * @param announced are there beside those that the product ships; one with the same name as a
 *     shipped one takes its place
 */
@Validated
@ConfigurationProperties("memorydb.service-updates")
public record ServiceUpdateProperties(@DefaultValue List<@Valid ServiceUpdate> announced) {}
