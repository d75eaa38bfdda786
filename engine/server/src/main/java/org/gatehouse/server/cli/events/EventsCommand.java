package org.gatehouse.server.cli.events;

import picocli.CommandLine.Command;

/** {@code gatehouse events}: the group of its commands. */
@Command(
    name = "events",
    description = "What happens at a site.",
    mixinStandardHelpOptions = true,
    subcommands = TailCommand.class)
public final class EventsCommand {}
