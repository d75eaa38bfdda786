package org.gatehouse.server.cli.store;

import picocli.CommandLine.Command;

/** {@code gatehouse store}: its verb is in a class of its own. */
@Command(
    name = "store",
    description = "Where events, reads, lists, users and audit rows are kept: migrate them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = MigrateCommand.class,
    mixinStandardHelpOptions = true)
public final class StoreCommand {}
