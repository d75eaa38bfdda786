package org.gatehouse.server.cli.recordings;

import picocli.CommandLine.Command;

/** {@code gatehouse recordings}: each verb in a class of its own. */
@Command(
    name = "recordings",
    description =
        "What is recorded and what is missing; find and mend damaged files; keep recordings from"
            + " being deleted.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CheckCommand.class,
      ListCommand.class,
      HoldCommand.class,
      HoldsCommand.class,
      ReleaseCommand.class
    },
    mixinStandardHelpOptions = true)
public final class RecordingsCommand {}
