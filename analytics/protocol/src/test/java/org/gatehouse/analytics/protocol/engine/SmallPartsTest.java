package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.analytics.protocol.wire.ResidentSet;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallPartsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void backoff_failuresInARow_waitLonger() {
    Backoff backoff = new Backoff();
    assertThat(backoff.mayStart(0)).isTrue();
    backoff.failed(0);
    assertThat(backoff.mayStart(0)).isTrue();
    backoff.failed(0);
    assertThat(backoff.mayStart(SECOND / 4)).isFalse();
    assertThat(backoff.mayStart(SECOND / 2)).isTrue();
    for (int i = 0; i < 100; i++) {
      backoff.failed(SECOND);
    }
    assertThat(backoff.mayStart(30 * SECOND)).isFalse();
    assertThat(backoff.mayStart(31 * SECOND)).isTrue();
    backoff.failed(100 * SECOND);
    assertThat(backoff.mayStart(100 * SECOND)).isTrue();
  }

  @Test
  void backoff_workerThatWasOfUse_isReplacedAtOnce() {
    Backoff backoff = new Backoff();
    for (int i = 1; i < 20; i++) {
      backoff.failed(i * SECOND, 5 * SECOND);
      assertThat(backoff.mayStart(i * SECOND)).isTrue();
    }
  }

  @Test
  void workerEnd_linesAndCodes_tellWhoseFaultItWas() {
    WorkerEnd crash = WorkerEnd.crashed("SIGSEGV (0xb) at pc=0x00007f12, pid=31, tid=44");
    assertThat(crash.thread()).isEqualTo(44);
    assertThat(crash.ownFault()).isTrue();
    assertThat(WorkerEnd.exited(139, "").ownFault()).isTrue();
    assertThat(WorkerEnd.exited(137, "").ownFault()).isFalse();
    assertThat(WorkerEnd.exited(137, "").words()).isEqualTo("was ended by signal 9");
    assertThat(WorkerEnd.exited(3, "no room").words()).isEqualTo("exited with code 3: no room");
  }

  /** The process is gone before all that it wrote is read. */
  @Test
  void workerProcess_muchToSayAtItsEnd_isHeardOut() throws Exception {
    List<String> command =
        List.of("sh", "-c", "all=$(seq 10000); printf '%s\\nno room\\n' \"$all\"; exit 3");
    CompletableFuture<String> words = new CompletableFuture<>();
    WorkerProcess worker = WorkerProcess.start(command, "token", Ticker.system());
    worker.onExit(() -> words.complete(worker.ending()));
    assertThat(words.get(1, TimeUnit.MINUTES)).isEqualTo("exited with code 3: no room");
  }

  @Test
  void lineFolder_flood_isCounted() {
    LineFolder folder = new LineFolder(0);
    for (int i = 0; i < 30; i++) {
      assertThat(folder.accept("line", i)).isEqualTo("line");
    }
    assertThat(folder.accept("line", 31)).isNull();
    assertThat(folder.accept("line", 32)).isNull();
    assertThat(folder.accept("line", 61 * SECOND))
        .isEqualTo("line (after 2 lines that are left out)");
    assertThat(folder.accept("x".repeat(1000), 61 * SECOND)).hasSizeLessThan(600);
  }

  @Test
  void residentSet_parsesStatusAndOwnProcess() {
    assertThat(ResidentSet.parse(List.of("Name:\tjava", "VmRSS:\t  2048 kB")))
        .isEqualTo(2048 * 1024);
    assertThat(ResidentSet.parse(List.of("VmRSS:\t"))).isZero();
    assertThat(ResidentSet.parse(List.of())).isZero();
    assertThat(ResidentSet.ofProcess(ProcessHandle.current().pid())).isPositive();
  }

  @Test
  void workerCommand_flagsOfTheCommandComeLast() {
    List<String> command =
        WorkerCommand.compose(
            List.of("/jdk/bin/java", "-Xmx1g", "-cp", "x.jar", "Main"),
            Path.of("/run/a.sock"),
            Path.of("/run/natives/0"),
            Path.of("/run"));
    assertThat(command).startsWith("/bin/sh", "-c");
    assertThat(command).contains("-Dorg.bytedeco.javacpp.cachedir=/run/natives/0");
    assertThat(command)
        .endsWith("-Xmx1g", "-cp", "x.jar", "Main", "worker", "--socket", "/run/a.sock");
    assertThat(command.get(2)).contains("ulimit -c 0", "nice -n 10");
  }

  @Test
  void runFolder_isPrivateAndKeepsNativesBesideIt(@TempDir Path temp) throws Exception {
    Path run = temp.resolve("run");
    Files.createDirectory(run);
    RunFolder folder = RunFolder.prepare(run);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
        .isEqualTo("rwx------");
    assertThat(folder.natives().getParent()).isEqualTo(temp);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.natives())))
        .isEqualTo("rwx------");
    assertThat(RunFolder.prepare(run)).isEqualTo(folder);
  }

  @Test
  void runFolder_pathTooLongForASocket_isRefusedWithThePath(@TempDir Path temp) {
    Path deep = temp.resolve("x".repeat(120));
    assertThatThrownBy(() -> RunFolder.prepare(deep))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("shorter folder");
  }

  @Test
  void runFolder_isAFile_isRefusedWithThePath(@TempDir Path temp) throws Exception {
    Path file = Files.createFile(temp.resolve("run"));
    assertThatThrownBy(() -> RunFolder.prepare(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void workerState_onlyLegalMoves() {
    assertThat(WorkerState.STARTING.mayBecome(WorkerState.ACTIVE)).isFalse();
    assertThat(WorkerState.READY.mayBecome(WorkerState.ACTIVE)).isTrue();
    assertThat(WorkerState.RETIRING.mayBecome(WorkerState.ACTIVE)).isFalse();
    for (WorkerState next : WorkerState.values()) {
      assertThat(WorkerState.ENDED.mayBecome(next)).isFalse();
    }
  }
}
