package org.gatehouse.server.config;

import java.time.Duration;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;

/** Recordings that are exported. */
@Describe("Recordings that are exported.")
public record ExportsConfig(
    @Describe("How long an export is kept in the data folder, 1h to 90d.") @Default("7d")
        Duration keep) {}
