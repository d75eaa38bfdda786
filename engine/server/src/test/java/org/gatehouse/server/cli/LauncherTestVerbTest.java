package org.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.gatehouse.server.cli.FakeInstallation.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./gatehouse test}, with a Maven that writes reports instead of testing. */
class LauncherTestVerbTest {
  private static final String REPORTS =
      """
      mkdir -p bench/target/surefire-reports engine/server/target/surefire-reports
      cat > bench/target/surefire-reports/TEST-a.xml <<'END'
      <?xml version="1.0"?>
      <testsuite version="3.0.2" name="a" time="1" tests="5" errors="0" skipped="2" failures="0">
        <testcase name="x" classname="a.ATest" time="0.1"/>
        <testcase name="y" classname="a.ATest" time="0.1">
          <skipped message="Assumption failed: ../shared/data is &quot;absent&quot;" type="x"/>
        </testcase>
        <testcase name="z" classname="a.ATest" time="0.1">
          <skipped message="Assumption failed: ../shared/data is &quot;absent&quot;" type="x"/>
        </testcase>
      </testsuite>
      END
      cat > engine/server/target/surefire-reports/TEST-b.xml <<'END'
      <testsuite name="b" time="1" tests="FOUR" errors="0" skipped="0" failures="FAILED">
        <testcase name="w" classname="b.BTest" time="0.1">
          DETAIL
        </testcase>
      </testsuite>
      END
      """;

  @TempDir private Path folder;
  private FakeInstallation machine;

  @BeforeEach
  void install() throws IOException {
    machine = new FakeInstallation(folder).equipped();
    machine.environment.put("GATEHOUSE_PYTHON", machine.tools.resolve("python3").toString());
    for (String peer : new String[] {"ffmpeg", "ffprobe", "chromium", "python3"}) {
      FakeInstallation.script(machine.tools.resolve(peer), "#!/bin/sh\n");
    }
  }

  private static String lastLine(Outcome outcome) {
    return outcome.out().lines().reduce((_, line) -> line).orElse("");
  }

  @Test
  void test_green_endsWithTheSumAndTellsWhatWasSkipped() throws Exception {
    machine.mavenAlso(REPORTS.replace("FOUR", "4").replace("FAILED", "0").replace("DETAIL", ""));
    machine.write("bench/target/surefire-reports/TEST-old.xml", "<testsuite tests=\"100\" >");
    Outcome test = machine.gatehouse("test");
    assertThat(test.code()).isZero();
    assertThat(test.out()).contains("skipped 2: ../shared/data is \"absent\"");
    assertThat(test.err()).contains("../shared/data is absent");
    assertThat(lastLine(test)).isEqualTo("7 passed, 0 failed, 2 skipped");
    assertThat(machine.mavenCalls().getFirst()).contains("verify").doesNotContain("excluded");
  }

  @Test
  void test_red_namesTheTestAndFails() throws Exception {
    machine.mavenAlso(
        REPORTS
                .replace("FOUR", "4")
                .replace("FAILED", "1")
                .replace("DETAIL", "<failure message=\"no\"/>")
            + "echo '[ERROR] There are test failures.'; exit 1\n");
    Outcome test = machine.gatehouse("test");
    assertThat(test.code()).isEqualTo(1);
    assertThat(test.out()).contains("failed: b.BTest#w");
    assertThat(test.err()).contains("There are test failures", "target/test.log");
    assertThat(lastLine(test)).isEqualTo("6 passed, 1 failed, 2 skipped");
  }

  @Test
  void test_doesNotCompile_failsWithoutAnyTest() throws Exception {
    machine.mavenAlso("echo '[ERROR] COMPILATION ERROR : '; exit 1\n");
    Outcome test = machine.gatehouse("test");
    assertThat(test.code()).isEqualTo(1);
    assertThat(test.err()).contains("COMPILATION ERROR");
    assertThat(lastLine(test)).isEqualTo("0 passed, 0 failed, 0 skipped");
  }

  @Test
  void test_fast_leavesEndToEndOut() throws Exception {
    assertThat(machine.gatehouse("test", "--fast").code()).isZero();
    assertThat(machine.mavenCalls().getFirst()).contains("-DexcludedGroups=e2e");
  }

  @Test
  void test_wrongOption_isWrongUsage() throws Exception {
    assertThat(machine.gatehouse("test", "--quick").code()).isEqualTo(2);
  }

  @Test
  void test_peerMissing_isSaidAndUnderCiAFailure() throws Exception {
    FakeInstallation.script(machine.tools.resolve("python3"), "#!/bin/sh\nexit 1\n");
    Outcome test = machine.gatehouse("test");
    assertThat(test.code()).isZero();
    assertThat(test.err()).contains("missing, so the tests that need them are skipped: gst-rtsp");

    machine.environment.put("CI", "true");
    Outcome strict = machine.gatehouse("test");
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.err()).contains("with CI=true that is a failure: gst-rtsp-server");
  }

  @Test
  void test_peerMissingWhereAptIsThere_isInstalled() throws Exception {
    FakeInstallation.script(machine.tools.resolve("id"), "#!/bin/sh\necho 0\n");
    FakeInstallation.script(
        machine.tools.resolve("python3"), "#!/bin/sh\n[ -f \"$FAKE/apt.calls\" ]\n");
    FakeInstallation.script(
        machine.tools.resolve("apt-get"), "#!/bin/sh\necho \"$@\" >> \"$FAKE/apt.calls\"\n");
    machine.environment.put("CI", "true");
    Outcome test = machine.gatehouse("test");
    assertThat(test.code()).isZero();
    assertThat(folder.resolve("apt.calls"))
        .content()
        .contains("update", "install -y", "gir1.2-gst-rtsp-server-1.0", "chromium");
  }
}
