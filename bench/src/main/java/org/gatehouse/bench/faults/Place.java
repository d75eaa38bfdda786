package org.gatehouse.bench.faults;

import java.util.List;

/** A set of cameras that faults are done to, one fault at a time. */
enum Place {
  /** Whatever they show: a night and a corridor can hang too. */
  MIXED("cabinet-mixed"),

  /** Cameras of the street, for the pictures that freeze are the street's. */
  STREET("cabinet-street"),

  /** More of the street; the engine has credentials for them, though at first nobody asks. */
  GUARDED("cabinet-guarded"),

  /** Never disturbed but in what they say of the time. */
  CLOCKS("cabinet-clocks"),

  /** Their media comes over UDP. */
  DATAGRAMS("cabinet-datagrams");

  /** Where the password for the guarded ones stands, below the site's folder. */
  static final String SECRET_FILE = "site.d/secrets/guarded.txt";

  private final String cabinet;

  Place(String cabinet) {
    this.cabinet = cabinet;
  }

  boolean takes(String scene) {
    return switch (this) {
      case STREET, GUARDED -> scene.equals("street");
      case MIXED, CLOCKS, DATAGRAMS -> true;
    };
  }

  /** What the site's file says of such a camera, besides what it says of all. */
  List<String> keys() {
    return switch (this) {
      case GUARDED -> List.of("username: operator", "password: \"file:" + SECRET_FILE + "\"");
      case DATAGRAMS -> List.of("transport: udp");
      case MIXED, STREET, CLOCKS -> List.of();
    };
  }

  /** Whether faults here leave the media as it is, so that none of it may be lost. */
  boolean undisturbed() {
    return this == CLOCKS;
  }

  /** The label of the switch that these cameras hang on. */
  String cabinet() {
    return cabinet;
  }
}
