package org.gatehouse.server.cli.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.contract.camera.ProbeReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a user reads who knows nothing yet. */
class CamerasCommandTest {
  private static Stream<CommandLine> all(CommandLine line) {
    return Stream.concat(
        Stream.of(line), line.getSubcommands().values().stream().flatMap(CamerasCommandTest::all));
  }

  @Test
  void help_everyVerbOptionAndParameter_isExplained() {
    List<CommandLine> lines = all(new CommandLine(new CamerasCommand())).toList();
    assertThat(lines)
        .extracting(CommandLine::getCommandName)
        .contains("import", "export", "list", "remove", "discover", "probe");
    assertThat(lines)
        .allMatch(line -> line.getCommandSpec().usageMessage().description().length > 0);
    assertThat(lines)
        .flatExtracting(line -> line.getCommandSpec().args())
        .filteredOn(arg -> arg.description().length == 0)
        .isEmpty();
  }

  /** What import says of columns is what it takes. */
  @Test
  void help_ofImport_namesEveryColumn() {
    String help = new CommandLine(new ImportCommand()).getUsageMessage();
    assertThat(help)
        .contains(
            "id, name, template, url, sub-url, username, password, transport,",
            "audio, policies, switch, onvif, record, record-streams, record-schedule,",
            "record-on, record-before, record-after, record-priority, retention,",
            "keep-open, picture-health, pixels-per-metre, mask, mask-areas,",
            "analytics, regions.");
  }

  @ParameterizedTest
  @CsvSource({
    "PT1S, 'as ours'",
    "PT-1.5S, 'as ours'",
    "PT42S, '42 s ahead of ours'",
    "PT-1H-3M, '1 h 3 min behind ours'",
    "PT-35064H, '1461 d 0 h behind ours'",
  })
  void probe_clock_isToldInWords(Duration offset, String words) {
    assertThat(ProbeCommand.words(new ProbeReport.Clock(offset, "", false, List.of())))
        .isEqualTo(words + ", set by hand, time servers: none told");
    assertThat(ProbeCommand.words(new ProbeReport.Clock(offset, "", true, List.of("10.0.0.1"))))
        .isEqualTo(words + ", set by NTP, time servers: 10.0.0.1");
  }
}
