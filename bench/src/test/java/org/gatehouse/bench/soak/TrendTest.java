package org.gatehouse.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class TrendTest {
  private static Trend over25Minutes(double step, double start, double perMinute) {
    Trend trend = new Trend(step);
    for (int second = 300; second <= 1800; second += 5) {
      double minutes = second / 60.0;
      double saw = second % 60 < 30 ? 10 : -10;
      trend.add(minutes, start + perMinute * (minutes - 5) + saw);
    }
    return trend;
  }

  @Test
  void flat_sawWithoutGrowth_isFlatAndToldWithItsBounds() {
    Trend trend = over25Minutes(16, 1000, 0);
    assertThat(trend.flat()).isTrue();
    assertThat(Math.abs(trend.perMinute())).isLessThan(0.1);
    assertThat(trend.least()).isEqualTo(990);
    assertThat(trend.most()).isEqualTo(1010);
    assertThat(trend.limit()).isBetween(49.9, 50.1);
  }

  @Test
  void flat_leakInTheSaw_isNot() {
    assertThat(over25Minutes(16, 1000, 3).flat()).isFalse();
  }

  @Test
  void flat_fallingOrSmallSteps_areFlat() {
    assertThat(over25Minutes(16, 1000, -20).flat()).isTrue();
    assertThat(over25Minutes(16, 20, 0.5).flat()).isTrue();
    assertThat(over25Minutes(16, 20, 1).flat()).isFalse();
  }

  @Test
  void quota_sizes_areReadAndOthersRefused() {
    Quota.Converter reader = new Quota.Converter();
    assertThat(reader.convert("15GB")).isEqualTo(new Quota("15GB", 15_000_000_000L));
    assertThat(reader.convert("300MB").bytes()).isEqualTo(300_000_000L);
    assertThatThrownBy(() -> reader.convert("15 GiB"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("write 500MB");
  }

  @Test
  void bytes_filesOfAllFolders_areAddedUp(@TempDir Path folder) throws IOException {
    assertThat(VitalsReader.bytes(folder.resolve("absent"))).isZero();
    Files.createDirectories(folder.resolve("a/b"));
    Files.write(folder.resolve("a/x"), new byte[5]);
    Files.write(folder.resolve("a/b/y"), new byte[7]);
    assertThat(VitalsReader.bytes(folder)).isEqualTo(12);
  }
}
