package org.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.gatehouse.server.cli.FakeInstallation.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");

  @TempDir private Path folder;
  private FakeInstallation machine;

  @BeforeEach
  void install() throws IOException {
    machine = new FakeInstallation(folder);
  }

  @Test
  void help_onBareMachine_listsEveryVerb() throws Exception {
    Outcome help = machine.gatehouse("--help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains(
            "demo ",
            "run ",
            "config check",
            "config schema",
            "cameras ",
            "export ",
            "evidence ",
            "doctor ",
            "read ",
            "bench ")
        .contains("test ", "--version", "--help")
        .isEqualTo(Cli.help());
  }

  @Test
  void noVerbOrUnknownVerb_isWrongUsage() throws Exception {
    assertThat(machine.gatehouse().code()).isEqualTo(2);
    Outcome unknown = machine.gatehouse("rnu");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no command 'rnu'");
  }

  @Test
  void run_withoutJdk_saysWhatToInstall() throws Exception {
    machine.jdk(machine.jvms.resolve("jdk-17"), "17.0.15");
    Outcome run = machine.gatehouse("run");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no JDK 25 or newer", "apt-get install", "brew", "sdk install");
  }

  @Test
  void run_jreOnly_isNoJdk() throws Exception {
    Files.delete(machine.jdk(machine.jvms.resolve("jre-25"), "25").resolve("bin/javac"));
    assertThat(machine.gatehouse("run").err()).contains("no JDK 25 or newer");
  }

  @Test
  void run_javaHomeTooOld_takesNewerOneFromTheUsualFolder() throws Exception {
    machine.equipped();
    Path old = machine.jdk(folder.resolve("old"), "17.0.15");
    machine.environment.put("JAVA_HOME", old.toString());
    assertThat(machine.gatehouse("run").code()).isZero();
    assertThat(machine.mavenCalls()).contains("JAVA_HOME=" + machine.jvms.resolve("jdk-25"));
  }

  @Test
  void run_javaHomeNewEnough_isTaken() throws Exception {
    machine.equipped();
    Path newer = machine.jdk(folder.resolve("newer"), "26");
    machine.environment.put("JAVA_HOME", newer.toString());
    assertThat(machine.gatehouse("run").code()).isZero();
    assertThat(machine.mavenCalls()).contains("JAVA_HOME=" + newer);
  }

  @Test
  void run_javaOnPathIsLink_findsItsHome() throws Exception {
    machine.equipped();
    Path jdk = machine.jdk(folder.resolve("elsewhere"), "25.0.1");
    Files.createSymbolicLink(machine.tools.resolve("java"), jdk.resolve("bin/java"));
    assertThat(machine.gatehouse("run").code()).isZero();
    assertThat(machine.mavenCalls()).contains("JAVA_HOME=" + jdk.toRealPath());
  }

  @Test
  void run_toBuildWithoutMavenAndNode_namesBoth() throws Exception {
    machine.jdk(machine.jvms.resolve("jdk-25"), "25");
    Outcome run = machine.gatehouse("run");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("Maven is needed to build", "Node.js with npm is needed");
  }

  @Test
  void run_nodeTooOld_saysWhichIsNeeded() throws Exception {
    machine.equipped();
    FakeInstallation.script(machine.tools.resolve("node"), "#!/bin/sh\necho v18.19.0\n");
    assertThat(machine.gatehouse("run").err())
        .contains("Node 20.19 or newer is needed", "this is v18.19.0");
  }

  @Test
  void run_builtAndUnchanged_buildsOnce() throws Exception {
    machine.equipped();
    Outcome first = machine.gatehouse("run");
    assertThat(first.err()).contains("building", "built in").doesNotContain("sun.misc.Unsafe");
    Outcome second = machine.gatehouse("run");
    assertThat(second.err()).isEmpty();
    assertThat(machine.mavenCalls()).filteredOn(call -> call.startsWith("-B")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "bench/src/main/A.java, 2",
    "bench/src/test/ATest.java, 1",
    "pom.xml, 2",
    "camera-adapters/pom.xml, 2",
    "bench/results/gate.json, 1"
  })
  void run_fileNewerThanTheBuild_buildsAgainIfItMatters(String file, int builds) throws Exception {
    machine.equipped().gatehouse("run");
    machine.write(file, "changed");
    Files.setLastModifiedTime(machine.project.resolve(file), FileTime.from(LATER));
    machine.gatehouse("run");
    assertThat(machine.mavenCalls()).filteredOn(call -> call.startsWith("-B")).hasSize(builds);
  }

  @Test
  void run_libraryGoneFromTheRepository_buildsAgain() throws Exception {
    machine.equipped().gatehouse("run");
    machine.write("bench/target/runtime.classpath", "/nowhere/netty.jar:/nowhere/else.jar");
    machine.gatehouse("run");
    assertThat(machine.mavenCalls()).filteredOn(call -> call.startsWith("-B")).hasSize(2);
  }

  @Test
  void run_buildFails_showsTheReasonAndTheLog() throws Exception {
    machine
        .equipped()
        .mavenAlso(
            """
            echo '[INFO] much else'
            echo '[ERROR] /src/A.java:[3,1] error: cannot find symbol'
            echo '[ERROR] Could not transfer artifact org.x:y:jar:1 from central'
            echo '[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.'
            exit 1
            """);
    Outcome run = machine.gatehouse("run");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("cannot find symbol", "target/build.log", "the build failed", "check the network")
        .doesNotContain("much else", "full stack trace");
    assertThat(machine.gatehouse("run").code()).as("does not count as built").isEqualTo(1);
  }

  @Test
  void run_lockOfDeadBuilder_isTakenOver() throws Exception {
    machine.equipped();
    machine.write("target/build.lock/pid", "4194305\n");
    assertThat(machine.gatehouse("run").code()).isZero();
    assertThat(machine.project.resolve("target/build.lock")).doesNotExist();
  }

  @Test
  void run_noBuildAsked_takesWhatIsThereOrSaysSo() throws Exception {
    machine.equipped().environment.put("GATEHOUSE_NO_BUILD", "1");
    Outcome run = machine.gatehouse("run");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("engine/server is not built");
    assertThat(machine.mavenCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "run, org.gatehouse.server.Main",
    "doctor, org.gatehouse.server.Main",
    "config, org.gatehouse.server.Main",
    "cameras, org.gatehouse.server.Main",
    "export, org.gatehouse.server.Main",
    "evidence, org.gatehouse.server.Main",
    "--version, org.gatehouse.server.Main",
    "read, org.gatehouse.analytics.worker.Main",
    "demo, org.gatehouse.bench.Main",
    "bench, org.gatehouse.bench.Main"
  })
  void verb_isServedByItsProgram(String verb, String main) throws Exception {
    Outcome outcome = machine.equipped().gatehouse(verb, "two words", "--for", "1s");
    assertThat(outcome.out().lines())
        .containsSubsequence("--enable-native-access=ALL-UNNAMED", main, verb, "two words")
        .endsWith("--for", "1s")
        .contains("home=" + machine.project.toRealPath());
  }

  @Test
  void run_becomesTheProgram_underTheSameProcessId() throws Exception {
    Outcome run = machine.equipped().gatehouse("run");
    assertThat(run.out()).startsWith("pid=" + run.pid() + "\n");
  }

  @Test
  void run_throughLinkFromElsewhere_findsItsHome() throws Exception {
    machine.equipped();
    Path links = Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("b"), Path.of("../the project/gatehouse"));
    Path link = Files.createSymbolicLink(links.resolve("a"), links.resolve("b"));
    Outcome run = machine.start(link, links, "run");
    assertThat(run.out()).contains("home=" + machine.project.toRealPath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash"})
  void script_everyShell_parsesIt(String shell) throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/bin", shell)), shell + " is not installed");
    Process check =
        new ProcessBuilder("/bin/" + shell, "-n", machine.project.resolve("gatehouse").toString())
            .inheritIO()
            .start();
    assertThat(check.waitFor()).isZero();
  }
}
