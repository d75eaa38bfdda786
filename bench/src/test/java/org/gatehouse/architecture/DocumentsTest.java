package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents promise of tests, and of the list of camera behaviours, is there. */
class DocumentsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("gatehouse.root", "..")).toAbsolutePath().normalize();
  private static final Path CAMERAS = ROOT.resolve("docs/cameras.md");
  private static final Path QUIRKS = ROOT.resolve("../shared/reference/camera-quirks.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|(.*)\\|$");
  private static final Pattern QUIRK = Pattern.compile("(?m)^(\\d+)\\. ");

  /** A behaviour's row. */
  private record Row(int number, List<String> cells) {
    static Row of(MatchResult match) {
      return new Row(
          Integer.parseInt(match.group(1)),
          Pattern.compile("(?<!\\\\)\\|").splitAsStream(match.group(2)).map(String::trim).toList());
    }

    String state() {
      return cells.get(1);
    }

    boolean excused() {
      return state().startsWith("not ");
    }

    /** Handled and shown by a test, or not, and told why. */
    boolean complete() {
      boolean filled = cells.size() >= 4 && !cells.getFirst().isEmpty() && !state().isEmpty();
      return filled
          && (excused()
              ? state().contains(":") || !cells.get(2).isEmpty()
              : NamedTests.anyIn(cells.get(3)));
    }
  }

  private static List<Row> rows(String text) {
    return ROW.matcher(text).results().map(Row::of).toList();
  }

  @Test
  void cameras_everyRow_isShownByATestOrExcused() throws IOException {
    List<Row> rows = rows(Files.readString(CAMERAS));
    assertThat(rows).extracting(Row::number).isEqualTo(numbers(rows.size()));
    assertThat(rows).filteredOn(row -> !row.complete()).isEmpty();
  }

  private static List<Integer> numbers(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void row_withoutTestOrReason_isSeen() {
    assertThat(
            rows(
                """
                | 1 | does this | handled | `Here` |  |
                | 2 | does that | built, no test yet | `Here` | `Here` |
                | 3 | and that | not handled |  |  |
                | 4 | | handled | `Here` | `SomeTest` |
                | 5 |  |  |  |  |
                """))
        .hasSize(5)
        .noneMatch(Row::complete);
    assertThat(
            rows(
                """
                | 1 | does this | handled | `Here` | `SomeTest#does_this_works` |
                | 2 | does that | not handled: nothing depends on it |  |  |
                """))
        .hasSize(2)
        .allMatch(Row::complete);
  }

  /** The list of behaviours lies beside the project; without it there is nothing to compare. */
  @Test
  void cameras_everyLineOfTheList_isARow() throws IOException {
    assumeThat(QUIRKS).as("the list of camera behaviours, which is not here").exists();
    List<Integer> listed =
        QUIRK
            .matcher(Files.readString(QUIRKS))
            .results()
            .map(match -> Integer.valueOf(match.group(1)))
            .toList();
    assertThat(listed).isNotEmpty();
    assertThat(rows(Files.readString(CAMERAS))).extracting(Row::number).isEqualTo(listed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/cameras.md", "docs/coverage.md"})
  void document_everyTestItNames_exists(String document) throws IOException {
    NamedTests tests = NamedTests.of(ROOT);
    List<String> lines = Files.readAllLines(ROOT.resolve(document));
    assertThat(lines).filteredOn(NamedTests::anyIn).isNotEmpty();
    assertThat(lines).flatExtracting(tests::missing).isEmpty();
  }

  @Test
  void document_namesWhatIsNotThere_isSeen() throws IOException {
    NamedTests tests = NamedTests.of(ROOT);
    assertThat(
            tests.missing(
                "`NoSuchTest`, `DocumentsTest#row_withoutTestOrReason_isSeen`, `#no_such_method`,"
                    + " `DocumentsTest#neither_this`, `CameraPolicy`"))
        .containsExactly("`NoSuchTest`", "`#no_such_method`", "`DocumentsTest#neither_this`");
  }
}
