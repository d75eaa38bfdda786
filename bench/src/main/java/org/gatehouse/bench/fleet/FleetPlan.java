package org.gatehouse.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.bench.clip.ClipScene;

/**
 * How many cameras of what kind.
 *
 * @param mbit million bits a second of each
 * @param clipSeconds how long the clips are; a camera shows no picture twice for that long
 * @param h265Percent how many of a hundred cameras code H.265
 * @param loginPercent how many of a hundred cameras want a password
 * @param stills whether the cameras can freeze
 * @param yards whether most of them watch a yard, whose pictures can go wrong
 */
public record FleetPlan(
    int cameras,
    double mbit,
    int clipSeconds,
    int h265Percent,
    int loginPercent,
    boolean stills,
    boolean yards) {
  private static final int SCENES = 8;
  private static final int HUNDRED = 100;

  /** The user name that those cameras want which want any. */
  public static final String USER = "operator";

  /** The password to it: of simulated cameras on this machine alone, so no secret. */
  public static final String PASSWORD = "farm-only";

  /** The same plan with yards, see {@link #yards}. */
  public FleetPlan withYards() {
    return new FleetPlan(cameras, mbit, clipSeconds, h265Percent, loginPercent, stills, true);
  }

  /**
   * What a camera shows: one of eight a night, one of eight a corridor, the others a street, or one
   * of eight a street and the others a yard.
   */
  ClipScene scene(int camera) {
    if (share(camera, h265Percent)) {
      return ClipScene.STREET_H265;
    }
    return switch (camera % SCENES) {
      case 3 -> ClipScene.NIGHT;
      case 6 -> ClipScene.CORRIDOR;
      case 0 -> ClipScene.STREET;
      default -> yards ? ClipScene.YARD : ClipScene.STREET;
    };
  }

  boolean login(int camera) {
    return share(camera + 1, loginPercent);
  }

  /** Spreads a share evenly over the cameras. */
  private static boolean share(int camera, int percent) {
    return (camera + 1) * percent / HUNDRED > camera * percent / HUNDRED;
  }

  /** The scenes that are needed. */
  List<ClipScene> scenes() {
    List<ClipScene> scenes = new ArrayList<>();
    for (int camera = 0; camera < cameras; camera++) {
      if (!scenes.contains(scene(camera))) {
        scenes.add(scene(camera));
      }
    }
    scenes.addAll(others());
    return scenes;
  }

  /** What cameras can show in place of that, when they are told to. */
  List<ClipScene> others() {
    List<ClipScene> others = new ArrayList<>();
    if (stills) {
      others.addAll(List.of(ClipScene.STILL, ClipScene.STILL_CLOCK));
    }
    if (yards) {
      others.addAll(ClipScene.SPOILT_YARDS);
    }
    return others;
  }

  /** As arguments of the command that serves them. */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "bench",
                "cameras",
                "--cameras=" + cameras,
                "--mbit=" + mbit,
                "--clip-seconds=" + clipSeconds,
                "--h265=" + h265Percent,
                "--login=" + loginPercent));
    if (stills) {
      arguments.add("--stills");
    }
    if (yards) {
      arguments.add("--yards");
    }
    return arguments;
  }
}
