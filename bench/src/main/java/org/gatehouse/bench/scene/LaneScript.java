package org.gatehouse.bench.scene;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Who drives through one lane picture, and when.
 *
 * @param acts each becomes one segment
 */
record LaneScript(LaneLayout layout, List<List<Entrance>> acts) {
  private static final Color[] PAINTS = {
    new Color(0xb9bdc3), new Color(0xe9e9e6), new Color(0x2e3338), new Color(0x7d2127),
    new Color(0x2c4f80), new Color(0x5a6a5d), new Color(0xa88d62), new Color(0x8e949b),
  };
  private static final Color[] BIG_PAINTS = {
    new Color(0x2f6fb0), new Color(0x3f8a5a), new Color(0xb5483c), new Color(0xd8d9d5),
  };

  /**
   * One vehicle's appearance.
   *
   * @param lane metres right of the camera
   * @param after seconds after the segment's start
   */
  record Entrance(Vehicle vehicle, Drive drive, double lane, double after) {
    double end() {
      return after + drive.duration();
    }
  }

  /** Entry lane: four vehicles that stop at the boom, one of them large, one new-energy. */
  static LaneScript entry(PlateMaker plates, SplittableRandom random) {
    LaneLayout layout = LaneLayout.entry();
    List<Vehicle> vehicles = new ArrayList<>();
    vehicles.add(car(plates, random, Vehicle.Body.SALOON, Plate.Kind.BLUE));
    vehicles.add(car(plates, random, Vehicle.Body.SUV, Plate.Kind.GREEN));
    vehicles.add(large(plates, random));
    vehicles.add(car(plates, random, anyCar(random), Plate.Kind.BLUE));
    shuffle(vehicles, random);
    List<List<Entrance>> acts = new ArrayList<>();
    for (Vehicle vehicle : vehicles) {
      acts.add(List.of(new Entrance(vehicle, Drive.stopping(), layout.lanes()[0], 0.3)));
    }
    return new LaneScript(layout, acts);
  }

  /** Exit lanes: two vehicles alone and two side by side. */
  static LaneScript exit(PlateMaker plates, SplittableRandom random) {
    LaneLayout layout = LaneLayout.exit();
    double left = layout.lanes()[0];
    double right = layout.lanes()[1];
    List<List<Entrance>> acts = new ArrayList<>();
    for (double lane : new double[] {left, right}) {
      Vehicle vehicle =
          car(
              plates,
              random,
              anyCar(random),
              random.nextInt(3) == 0 ? Plate.Kind.GREEN : Plate.Kind.BLUE);
      acts.add(List.of(new Entrance(vehicle, Drive.rolling(), lane, 0.3)));
    }
    Entrance first =
        new Entrance(
            car(plates, random, anyCar(random), Plate.Kind.BLUE), Drive.rolling(), left, 0.3);
    Entrance second =
        new Entrance(
            car(plates, random, Vehicle.Body.VAN, Plate.Kind.BLUE),
            Drive.rolling(),
            right,
            1.0 + random.nextDouble());
    acts.add(random.nextInt(3), List.of(first, second));
    return new LaneScript(layout, acts);
  }

  private static Vehicle car(
      PlateMaker plates, RandomGenerator random, Vehicle.Body body, Plate.Kind kind) {
    Color paint = PAINTS[random.nextInt(PAINTS.length)];
    return new Vehicle(body, paint, random.nextInt(3), plates.make(kind));
  }

  private static Vehicle large(PlateMaker plates, RandomGenerator random) {
    Vehicle.Body body = random.nextBoolean() ? Vehicle.Body.BUS : Vehicle.Body.LORRY;
    Color paint = BIG_PAINTS[random.nextInt(BIG_PAINTS.length)];
    return new Vehicle(body, paint, 0, plates.make(Plate.Kind.YELLOW));
  }

  private static Vehicle.Body anyCar(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> Vehicle.Body.SALOON;
      case 1 -> Vehicle.Body.SUV;
      default -> Vehicle.Body.VAN;
    };
  }

  private static <T> void shuffle(List<T> list, RandomGenerator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      list.set(i, list.set(random.nextInt(i + 1), list.get(i)));
    }
  }
}
