package org.gatehouse.server.onboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Rows as the YAML nodes of {@code site.d/cameras.yaml} and back, so that a sheet's cells go
 * through the same checks as the file, under the lines of the sheet. Pure.
 */
final class RowNodes {
  private RowNodes() {}

  /** The whole file's node. */
  static Node of(Collection<Row> rows) {
    List<Node> items = rows.stream().map(RowNodes::of).toList();
    Optional<Mark> top = mark(1);
    Node list = new SequenceNode(Tag.SEQ, true, items, FlowStyle.BLOCK, top, top);
    return mapping(List.of(new NodeTuple(text("cameras", 1), list)), 1);
  }

  private static Node of(Row row) {
    int line = row.line();
    List<NodeTuple> keys = new ArrayList<>();
    List<NodeTuple> analytics = new ArrayList<>();
    row.cells()
        .forEach(
            (column, cell) -> {
              switch (column.form()) {
                case ANALYTICS -> analytics.add(analytics(row, column));
                case LIST, PARTS ->
                    keys.add(pair(column.key(), list(row.items(column), line), line));
                case TEXT, BARE -> keys.add(pair(column.key(), text(cell, line), line));
              }
            });
    if (!analytics.isEmpty()) {
      keys.add(pair("analytics", mapping(analytics, line), line));
    }
    return mapping(keys, line);
  }

  private static NodeTuple analytics(Row row, Column column) {
    int line = row.line();
    return column == Column.REGIONS
        ? pair("regions", list(row.items(column), line), line)
        : pair("kind", text(row.cell(column), line), line);
  }

  private static NodeTuple pair(String key, Node value, int line) {
    return new NodeTuple(text(key, line), value);
  }

  private static Node mapping(List<NodeTuple> keys, int line) {
    return new MappingNode(Tag.MAP, true, keys, FlowStyle.BLOCK, mark(line), mark(line));
  }

  private static Node list(List<String> words, int line) {
    List<Node> items = words.stream().map(word -> text(word, line)).toList();
    return new SequenceNode(Tag.SEQ, true, items, FlowStyle.FLOW, mark(line), mark(line));
  }

  private static Node text(String text, int line) {
    return new ScalarNode(Tag.STR, true, text, ScalarStyle.PLAIN, mark(line), mark(line));
  }

  private static Optional<Mark> mark(int line) {
    return Optional.of(new Mark("", 0, line - 1, 0, new int[0], 0));
  }

  /** The rows of a file that was checked. */
  static List<Row> rows(Node root) {
    List<Row> rows = new ArrayList<>();
    for (NodeTuple tuple : ((MappingNode) root).getValue()) {
      for (Node item : ((SequenceNode) tuple.getValueNode()).getValue()) {
        int line = item.getStartMark().map(Mark::getLine).orElse(0) + 1;
        rows.add(new Row(line, cells((MappingNode) item)));
      }
    }
    return rows;
  }

  private static Map<Column, String> cells(MappingNode camera) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    for (NodeTuple tuple : camera.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      if (tuple.getValueNode() instanceof MappingNode analytics) {
        cells.putAll(cells(analytics));
      } else {
        Column.of(key.equals("kind") ? "analytics" : key)
            .ifPresent(column -> put(cells, column, tuple.getValueNode()));
      }
    }
    return cells;
  }

  private static void put(Map<Column, String> cells, Column column, Node value) {
    String text =
        switch (value) {
          case SequenceNode list ->
              list.getValue().stream()
                  .map(item -> ((ScalarNode) item).getValue())
                  .collect(Collectors.joining(column.form() == Column.Form.PARTS ? "; " : " "));
          case ScalarNode scalar when !scalar.getTag().equals(Tag.NULL) -> scalar.getValue();
          default -> "";
        };
    if (!text.isEmpty()) {
      cells.put(column, text);
    }
  }
}
