package org.gatehouse.server.config;

import java.time.Duration;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;

/** How often pictures are looked at. */
@Describe("How often pictures are looked at, to find frozen, black, blurred and moved ones.")
public record PictureHealthConfig(
    @Describe("How long after one picture of a camera the next one is looked at, 2s to 60s.")
        @Default("55s")
        Duration every) {}
