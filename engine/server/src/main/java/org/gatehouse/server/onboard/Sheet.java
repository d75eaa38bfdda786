package org.gatehouse.server.onboard;

import java.util.List;
import java.util.Set;

/**
 * What a CSV file says.
 *
 * @param columns those that its first line names
 * @param problems what cannot be read, a line of text each
 */
record Sheet(Set<Column> columns, List<Row> rows, List<String> problems) {
  Sheet {
    columns = Set.copyOf(columns);
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }
}
