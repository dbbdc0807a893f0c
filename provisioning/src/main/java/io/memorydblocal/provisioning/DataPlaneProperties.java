package io.memorydblocal.provisioning;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where and with what engines run.
 *
 * @param directory holds everything that is kept: node data, certificates, unpacked engines
 * @param addressBlock part of 127.0.0.0/8 that nodes get their addresses from
 * @param sharedPorts ports for nodes where the system has only 127.0.0.1
 * @param engines paths of the executables for certain engines, by engine and version such as {@code
 *     valkey-7.2}
 * @param searchPath directories to look for engines in; empty to use the shipped one
 */
@Validated
@ConfigurationProperties("memorydb.data-plane")
public record DataPlaneProperties(
    @NotNull Path directory,
    @NotBlank @DefaultValue("127.77.0.0/16") String addressBlock,
    @NotBlank @DefaultValue("26379-30378") String sharedPorts,
    @DefaultValue Map<String, String> engines,
    @NotNull @DefaultValue("") String searchPath) {}
