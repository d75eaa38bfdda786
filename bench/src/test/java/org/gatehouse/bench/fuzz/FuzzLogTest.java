package org.gatehouse.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FuzzLogTest {
  private static final FuzzTarget TARGET = new FuzzTarget(Path.of("m"), "a.b.XTest", "read");
  private static final Path LOG = Path.of("x.log");

  private static FuzzLog after(String lines) {
    FuzzLog log = new FuzzLog();
    lines.lines().forEach(log::line);
    return log;
  }

  private static FuzzOutcome judged(FuzzLog said, int code) {
    return FuzzOutcome.of(TARGET, said, code, null, LOG);
  }

  @Test
  void line_wholeRunWithoutFinding_isItsFigures() {
    FuzzOutcome outcome =
        judged(
            after(
                """
                INFO: Loaded 1346 hooks from x
                #3\tINITED cov: 19 ft: 23 corp: 2/53b exec/s: 0 rss: 856Mb
                #131072\tpulse  cov: 24 ft: 76 corp: 27/919b lim: 1107 exec/s: 65536 rss: 856Mb
                stat::number_of_executed_units: 200000
                Done 200000 runs in 10 second(s)
                """),
            0);
    assertThat(outcome.executions()).isEqualTo(200_000);
    assertThat(outcome.perSecond()).isEqualTo(20_000);
    assertThat(outcome.corpus()).isEqualTo(27);
    assertThat(outcome.finding()).isNull();
    assertThat(outcome.text()).contains("XTest#read", "200,000 executions", "no finding");
  }

  @Test
  void line_exception_isAFindingWithItsInput() {
    FuzzLog said =
        after(
            """
            #16\tNEW    cov: 21 ft: 25 corp: 4/106b lim: 36 exec/s: 0 rss: 856Mb
            == Java Exception: java.lang.AssertionError: two
            artifact_prefix='/p/'; Test unit written to /p/crash-0a b
            Done 17 runs in 2 second(s)
            """);
    assertThat(said.reproducer()).isEqualTo("/p/crash-0a b");
    FuzzOutcome outcome = FuzzOutcome.of(TARGET, said, 77, Path.of("/p/crash-0a b"), LOG);
    assertThat(outcome.finding()).isEqualTo("java.lang.AssertionError: two");
    assertThat(outcome.text())
        .contains("FINDING: java.lang.AssertionError: two", "/p/crash-0a b", "x.log")
        .contains("mvn -pl m -am test -Dtest='XTest#read'");
  }

  @Test
  void line_timeout_isAFinding() {
    FuzzLog said = after("==123== ERROR: libFuzzer: timeout after 30 seconds");
    assertThat(judged(said, 70).finding()).isEqualTo("libFuzzer: timeout after 30 seconds");
  }

  @Test
  void line_leakOrBadEndOrNothingTried_isAFinding() {
    String fine = "Done 17 runs in 2 second(s)\n";
    assertThat(judged(after("ERROR x LEAK: ByteBuf.release()\n" + fine), 0).finding())
        .isEqualTo("1 Netty buffers leaked");
    assertThat(judged(after(fine), 137).finding()).isEqualTo("the fuzzer ended with code 137");
    assertThat(judged(after(""), 0).finding()).isEqualTo("the fuzzer tried no input at all");
  }
}
