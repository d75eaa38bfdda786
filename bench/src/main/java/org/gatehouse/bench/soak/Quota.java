package org.gatehouse.bench.soak;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How much the engine may hold, in powers of ten.
 *
 * @param text as the site's file writes it
 */
record Quota(String text, long bytes) {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,6})(MB|GB|TB)");
  private static final long MEGA = 1_000_000;
  private static final long KILO = 1_000;

  /** Reads the option. */
  static final class Converter implements ITypeConverter<Quota> {
    @Override
    public Quota convert(String value) {
      Matcher shape = SHAPE.matcher(value);
      if (!shape.matches()) {
        throw new TypeConversionException("'" + value + "' is no size: write 500MB, 15GB or 2TB");
      }
      long unit =
          switch (shape.group(2)) {
            case "MB" -> MEGA;
            case "GB" -> MEGA * KILO;
            default -> MEGA * KILO * KILO;
          };
      return new Quota(value, Long.parseLong(shape.group(1)) * unit);
    }
  }
}
