package org.gatehouse.server.cli.lists;

import picocli.CommandLine.Command;

/** {@code gatehouse lists}: its verbs are in their own classes. */
@Command(
    name = "lists",
    description = "Vehicles that may, and must not, pass: import and export them, ask for one.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ImportCommand.class, ExportCommand.class, ShowCommand.class},
    mixinStandardHelpOptions = true)
public final class ListsCommand {}
