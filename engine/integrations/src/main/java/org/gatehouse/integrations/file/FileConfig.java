package org.gatehouse.integrations.file;

import java.nio.file.Path;
import java.time.Duration;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.jspecify.annotations.Nullable;

/** Keys of a destination of type {@code file}. */
@Describe("Writes every event as a line of JSON (CloudEvents) into files of a folder.")
public record FileConfig(
    @Describe("Folder for the files, which are named by the time of their first event.")
        Path folder,
    @Describe("Size at which the next file is begun, in millions of bytes.") @Default("100")
        int maxMegabytes,
    @Describe("How long finished files are kept; for ever if left out.") @Nullable Duration keep,
    @Describe("Whether pictures are put into the event itself, beside their addresses.")
        @Default("false")
        boolean inlineSnapshots) {}
