package org.gatehouse.server.vehicles;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A column of a sheet of vehicles. */
enum VehicleColumn {
  PLATE,
  KIND,
  FROM,
  UNTIL,
  LANES,
  SCHEDULE,
  OWNER,
  PASSES;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable VehicleColumn of(String key) {
    return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst().orElse(null);
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(VehicleColumn::key).toList();
  }
}
