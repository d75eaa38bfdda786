package org.gatehouse.server.cli;

import picocli.CommandLine.Command;

/**
 * {@code gatehouse} itself. Its help is the launcher's: {@code help.txt} tells the verbs of all
 * programs of the project.
 */
@Command(
    name = "gatehouse",
    description = "Open video-surveillance ingestion and analytics.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Root {}
