package org.gatehouse.server.cli.backup;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.server.backup.Backup;
import org.gatehouse.server.backup.Progress;
import org.gatehouse.server.backup.SiteSketch;
import org.gatehouse.server.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse backup}: copies a site while its engine may be running. */
@Command(
    name = "backup",
    description =
        "Copy a site into a folder while its engine runs: events, pictures, holds, logins and"
            + " configuration; recordings on request.",
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder that is empty or does not exist.")
  private @Nullable Path target;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The site's configuration.")
  private @Nullable Path config;

  @Option(names = "--recordings", description = "Copy recordings too.")
  private boolean recordings;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Recordings that begin at this time or later, such as 2026-11-26T02:00Z.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Recordings that begin before this time.")
  private @Nullable String to;

  @Option(
      names = "--secrets",
      description = "Copy the files with cameras' passwords in site.d/secrets too.")
  private boolean secrets;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    SiteSketch site = SiteSketch.read(Objects.requireNonNull(config));
    Path folder = Objects.requireNonNull(target);
    Backup.Done done =
        new Backup(
                site,
                DataFolders.of(DataPlace.of(site.data())),
                new Backup.Options(range(), secrets),
                Progress.on(spec.commandLine().getErr()))
            .into(folder);
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %d files, %.1f MB; whoever has it sees what the cameras saw",
            folder,
            done.files(),
            done.bytes() / MEGABYTE));
    if (!done.secretsLeftOut().isEmpty()) {
      out.println(
          done.secretsLeftOut().size()
              + " files with passwords are not in it (--secrets takes them along): "
              + String.join(", ", done.secretsLeftOut()));
    }
    if (site.hasServer()) {
      out.println(
          "events, reads, lists, users and audit rows are in PostgreSQL and not in it: dump that"
              + " schema with pg_dump, now");
    }
    return ExitCode.OK;
  }

  private Backup.@Nullable Range range() {
    if (!recordings) {
      if (from != null || to != null) {
        throw new ConfigException("--from and --to belong to --recordings");
      }
      return null;
    }
    return new Backup.Range(
        from == null ? Instant.MIN : time("--from", from),
        to == null ? Instant.MAX : time("--to", to));
  }

  private static Instant time(String option, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new ConfigException(
          "%s: expected a time with its offset, such as 2026-11-26T02:00Z, but saw '%s'"
              .formatted(option, text),
          e);
    }
  }
}
