package org.gatehouse.server.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an operation.
 *
 * @param type of its schema: string, integer, number or boolean; object for one whose fields are
 *     parameters of any name
 */
public record ApiParameter(
    String name, Place place, boolean required, String type, JsonSchema schema) {
  /** Where it stands. */
  public enum Place {
    PATH,
    QUERY,
    HEADER;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is wrong with a value, in words.
   *
   * @param value null if it is not there
   * @return null if nothing is
   */
  public @Nullable String fault(@Nullable String value) {
    String which = "the " + place.text() + " parameter '" + name + "'";
    if (value == null) {
      return required ? which + " is missing" : null;
    }
    JsonNode read = read(value);
    return read == null
        ? which + " must be of type " + type + ", not '" + value + "'"
        : schema.validate(read).stream()
            .findFirst()
            .map(wrong -> which + " " + Faults.text(wrong) + ", not '" + value + "'")
            .orElse(null);
  }

  private @Nullable JsonNode read(String value) {
    return switch (type) {
      case "integer" -> integer(value);
      case "number" -> number(value);
      case "boolean" ->
          switch (value) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> null;
          };
      default -> TextNode.valueOf(value);
    };
  }

  /** JSON Schema takes 5.0 for one, too; whoever reads the parameter does not. */
  private static @Nullable JsonNode integer(String value) {
    if (!value.matches("-?\\d{1,19}")) {
      return null;
    }
    BigInteger number = new BigInteger(value);
    return number.bitLength() < Long.SIZE ? BigIntegerNode.valueOf(number) : null;
  }

  private static @Nullable JsonNode number(String value) {
    // As JSON writes them; BigDecimal alone would take a thousand digits of exponent, too.
    if (!value.matches("-?\\d{1,19}(\\.\\d{1,19})?")) {
      return null;
    }
    return DecimalNode.valueOf(new BigDecimal(value));
  }
}
