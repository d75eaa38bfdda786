package org.gatehouse.contract.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes typed values out of a tree that a JSON library read. Pure. */
final class FieldReader {
  private final Map<?, ?> fields;

  FieldReader(Map<?, ?> fields) {
    this.fields = fields;
  }

  String text(String name) {
    return value(name, String.class);
  }

  /** For a field that earlier versions did not write. */
  String textOr(String name, String otherwise) {
    return fields.containsKey(name) ? text(name) : otherwise;
  }

  double real(String name) {
    return value(name, Number.class).doubleValue();
  }

  long whole(String name) {
    return value(name, Number.class).longValue();
  }

  boolean flag(String name) {
    return value(name, Boolean.class);
  }

  Instant instant(String name) {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "field '" + name + "' is not an RFC 3339 time: " + text, e);
    }
  }

  /** Null if the field is not there. */
  @Nullable Instant instantOrNull(String name) {
    return fields.containsKey(name) ? instant(name) : null;
  }

  FieldReader object(String name) {
    return new FieldReader(value(name, Map.class));
  }

  List<FieldReader> objects(String name) {
    List<FieldReader> found = new ArrayList<>();
    for (Object item : value(name, List.class)) {
      if (!(item instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("field '" + name + "' must hold objects only");
      }
      found.add(new FieldReader(map));
    }
    return found;
  }

  private <T> T value(String name, Class<T> kind) {
    Object value = fields.get(name);
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException(
          "field '" + name + "' is missing or not a " + kind.getSimpleName());
    }
    return kind.cast(value);
  }
}
