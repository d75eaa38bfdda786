package org.gatehouse.server.cli.recordings;

import picocli.CommandLine.Command;

/** {@code gatehouse recordings}: each verb in a class of its own. */
@Command(
    name = "recordings",
    description = "Keep recordings from being deleted.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {HoldCommand.class, HoldsCommand.class, ReleaseCommand.class},
    mixinStandardHelpOptions = true)
public final class RecordingsCommand {}
