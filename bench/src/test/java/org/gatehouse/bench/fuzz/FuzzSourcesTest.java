package org.gatehouse.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzSourcesTest {
  private static final Path MODULE = Path.of("some/module");

  @TempDir Path home;

  /** The mark is put in here: this file must not read as one with fuzz tests. */
  private static List<FuzzTarget> in(String source) {
    return FuzzSources.in(MODULE, "XTest.java", source.replace("@Mark", "@Fuzz" + "Test"));
  }

  @Test
  void in_everyFormOfTheMark_isFound() {
    String source =
        """
        package a.b;
        /** Not one: @Mark. */
        class XTest {
          @Mark
          void plain(byte[] data) {}

          @Mark(maxDuration = "30s")
          public void timed(FuzzedDataProvider data) {}

          @Mark
          @SuppressWarnings("x")
          void further(byte[] data) throws IOException {}

          @Test
          void none() {}
        }
        """;
    assertThat(in(source))
        .containsExactly(
            new FuzzTarget(MODULE, "a.b.XTest", "plain"),
            new FuzzTarget(MODULE, "a.b.XTest", "timed"),
            new FuzzTarget(MODULE, "a.b.XTest", "further"));
  }

  @Test
  void in_markThatCannotBeRead_isRefusedAndNotLeftOut() {
    assertThatThrownBy(() -> in("class XTest {\n @Mark\n int f() {}\n}"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("XTest has 1 methods");
  }

  @Test
  void find_noSourceTreeOrNoFuzzTest_saysSo() throws IOException {
    assertThatThrownBy(() -> FuzzSources.find(home))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("no source tree to fuzz")
        .hasMessageContaining("pom.xml is absent");
    Files.writeString(home.resolve("pom.xml"), "<modules><module>m</module></modules>");
    assertThatThrownBy(() -> FuzzSources.find(home))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("no module of");
  }

  @Test
  void find_ownSources_haveTwelveTargetsAtLeastEachOnce() throws IOException {
    List<FuzzTarget> targets = FuzzSources.find(Launcher.home());
    assertThat(new HashSet<>(targets)).hasSameSizeAs(targets).hasSizeGreaterThanOrEqualTo(12);
    assertThat(targets)
        .extracting(FuzzTarget::name)
        .contains("SessionFuzzTest#rtcp", "ImportTest#sheet_anyBytes_areReadOrRefusedInWords");
  }
}
