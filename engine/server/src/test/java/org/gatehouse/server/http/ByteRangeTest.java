package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-,     0, 100, bytes 0-99/100",
    "bytes=10-19, 10,  10, bytes 10-19/100",
    "bytes=90-200,90,  10, bytes 90-99/100",
    "bytes=-30,   70,  30, bytes 70-99/100",
    "bytes=-500,   0, 100, bytes 0-99/100",
  })
  void parse_singleRange_givesItsBytes(String header, long from, long length, String content) {
    ByteRange range = Objects.requireNonNull(ByteRange.parse(header, 100));
    assertThat(range).isEqualTo(new ByteRange(from, length, true));
    assertThat(range.header(100)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-9", "lines=1-2", "bytes=-", "nonsense"})
  void parse_headerWeNeedNotObey_givesWholeFile(String header) {
    assertThat(ByteRange.parse(header, 100)).isEqualTo(new ByteRange(0, 100, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=200-300", "bytes=20-10"})
  void parse_rangeOutsideFile_cannotBeSatisfied(String header) {
    assertThat(ByteRange.parse(header, 100)).isNull();
  }

  @Test
  void parse_noHeader_givesWholeFile() {
    assertThat(ByteRange.parse(null, 5)).isEqualTo(new ByteRange(0, 5, false));
  }
}
