package org.gatehouse.server.cli;

import picocli.CommandLine.Command;

/**
 * {@code gatehouse} itself. The verbs that other programs of the project serve are told in the
 * footer, so that one help shows all.
 */
@Command(
    name = "gatehouse",
    description = "Open video-surveillance ingestion and analytics.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Root {}
