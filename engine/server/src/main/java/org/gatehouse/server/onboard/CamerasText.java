package org.gatehouse.server.onboard;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as the text of {@code site.d/cameras.yaml}. */
final class CamerasText {
  private CamerasText() {}

  static String of(Collection<Row> rows) {
    StringBuilder text =
        new StringBuilder("# Written by gatehouse cameras; change it by import, not by hand.\n");
    if (rows.isEmpty()) {
      return text.append("cameras: []\n").toString();
    }
    text.append("cameras:\n");
    rows.forEach(row -> camera(row, text));
    return text.toString();
  }

  private static void camera(Row row, StringBuilder text) {
    String lead = "  - ";
    for (Column column : row.cells().keySet()) {
      String value =
          switch (column.form()) {
            case LIST, PARTS -> list(row.items(column));
            case ANALYTICS -> "{ kind: " + quoted(row.cell(column)) + regions(row) + " }";
            case TEXT -> quoted(row.cell(column));
            case BARE -> row.cell(column);
          };
      if (column != Column.REGIONS) {
        text.append(lead).append(column.key()).append(": ").append(value).append('\n');
        lead = "    ";
      }
    }
  }

  private static String regions(Row row) {
    List<String> regions = row.items(Column.REGIONS);
    return regions.isEmpty() ? "" : ", regions: " + list(regions);
  }

  private static String list(List<String> words) {
    return words.stream().map(CamerasText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** JSON's texts are YAML's. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
