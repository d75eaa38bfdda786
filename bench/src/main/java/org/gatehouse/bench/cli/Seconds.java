package org.gatehouse.bench.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times such as {@code 90s}, {@code 2m} or {@code 90} as seconds. */
public final class Seconds implements ITypeConverter<Integer> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)?");

  @Override
  public Integer convert(String value) {
    Matcher time = TIME.matcher(value);
    if (!time.matches()) {
      throw new TypeConversionException("'" + value + "' is no time: write 90s, 2m or 1h");
    }
    int number = Integer.parseInt(time.group(1));
    String unit = time.group(2) == null ? "s" : time.group(2);
    return switch (unit) {
      case "h" -> number * 3600;
      case "m" -> number * 60;
      default -> number;
    };
  }
}
