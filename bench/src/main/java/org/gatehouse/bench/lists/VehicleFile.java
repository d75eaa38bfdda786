package org.gatehouse.bench.lists;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Sheets with as many different plates as are wanted, the same for the same seed. */
final class VehicleFile {
  private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
  private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int TAIL = 5;
  private static final String[] KINDS = {"allow", "allow", "allow", "deny", "visitor"};

  private final Random random;
  private final int base;

  VehicleFile(long seed) {
    this.random = new Random(seed);
    this.base = random.nextInt(1_000_000);
  }

  /** The plate of a number; different for each one below 45 million. */
  String plate(int number) {
    long mixed = ((long) number + base) * 2_654_435_761L;
    int place = (int) Math.floorMod(mixed, 45_435_424L);
    StringBuilder plate = new StringBuilder();
    plate.append(PROVINCES.charAt(number % PROVINCES.length()));
    plate.append(CHARACTERS.charAt(10 + number % 24));
    for (int i = 0; i < TAIL; i++) {
      plate.append(CHARACTERS.charAt(place % CHARACTERS.length()));
      place /= CHARACTERS.length();
    }
    return plate.toString();
  }

  /**
   * Writes a sheet.
   *
   * @param bad the row that is wrong, from 0; -1 for none
   */
  Path write(Path file, int rows, int bad) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("plate,kind,until,owner,passes\n");
      for (int i = 0; i < rows; i++) {
        String kind = i == bad ? "perhaps" : KINDS[i % KINDS.length];
        out.write(plate(i) + "," + kind + ",2099-12-31,tenant/" + i % 50_000 + ",");
        out.write(kind.equals("visitor") ? "1\n" : "\n");
      }
    }
    return file;
  }
}
