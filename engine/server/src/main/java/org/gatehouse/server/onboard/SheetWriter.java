package org.gatehouse.server.onboard;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes rows as a CSV sheet that {@link SheetReader} accepts. */
final class SheetWriter {
  private SheetWriter() {}

  static void write(Collection<Row> rows, Appendable to) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    CSVPrinter printer = new CSVPrinter(to, format);
    printer.printRecord(Column.keys());
    for (Row row : rows) {
      printer.printRecord(Arrays.stream(Column.values()).map(row::cell));
    }
    printer.flush();
  }
}
