package org.gatehouse.server;

import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.ConfigCommand;
import org.gatehouse.server.cli.LendCommand;
import org.gatehouse.server.cli.Root;
import org.gatehouse.server.cli.RunCommand;
import org.gatehouse.server.cli.access.AuditCommand;
import org.gatehouse.server.cli.access.UsersCommand;
import org.gatehouse.server.cli.backup.BackupCommand;
import org.gatehouse.server.cli.backup.RestoreCommand;
import org.gatehouse.server.cli.backup.UpgradeCommand;
import org.gatehouse.server.cli.cameras.CamerasCommand;
import org.gatehouse.server.cli.doctor.DoctorCommand;
import org.gatehouse.server.cli.events.EventsCommand;
import org.gatehouse.server.cli.evidence.EvidenceCommand;
import org.gatehouse.server.cli.evidence.ExportCommand;
import org.gatehouse.server.cli.lists.ListsCommand;
import org.gatehouse.server.cli.recordings.RecordingsCommand;
import org.gatehouse.server.cli.store.StoreCommand;
import org.gatehouse.server.wiring.Engine;
import picocli.CommandLine;

/** Entry point of the engine's process. */
public final class Main {
  private Main() {}

  /** Runs the verb that {@code args} name and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new RunCommand(Engine::start))
            .addSubcommand(new ConfigCommand())
            .addSubcommand(new DoctorCommand())
            .addSubcommand(new LendCommand())
            .addSubcommand(new CamerasCommand())
            .addSubcommand(new ListsCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new EvidenceCommand())
            .addSubcommand(new RecordingsCommand())
            .addSubcommand(new EventsCommand())
            .addSubcommand(new UsersCommand())
            .addSubcommand(new AuditCommand())
            .addSubcommand(new BackupCommand())
            .addSubcommand(new RestoreCommand())
            .addSubcommand(new UpgradeCommand())
            .addSubcommand(new StoreCommand());
    System.exit(Cli.execute(line, args));
  }
}
