package org.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCommandTest {
  @TempDir private Path home;

  private WorkerCommand command() {
    return WorkerCommand.of(
        Map.of(
            "GATEHOUSE_HOME", home.toString(),
            "GATEHOUSE_JAVA", "/jdk/bin/java",
            "GATEHOUSE_WORKER_OPTS", " -Xmx2g  -Da=b "));
  }

  @Test
  void base_built_startsTheWorkersMainClass() throws IOException {
    Path target = Files.createDirectories(home.resolve("analytics/worker/target"));
    Files.writeString(target.resolve("runtime.classpath"), "/m2/a.jar:/m2/b.jar");
    Path jar = Files.createFile(target.resolve("gatehouse-analytics-worker-0.1.0.jar"));
    List<String> words = command().base();
    assertThat(words).startsWith("/jdk/bin/java").containsSequence("-Xmx2g", "-Da=b");
    assertThat(words)
        .endsWith("-cp", jar + ":/m2/a.jar:/m2/b.jar", "org.gatehouse.analytics.worker.Main");
  }

  @Test
  void base_notBuilt_saysHowToBuild() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> command().base())
        .withMessageContaining("the analytics worker is not built")
        .withMessageContaining("./gatehouse --version");
  }
}
