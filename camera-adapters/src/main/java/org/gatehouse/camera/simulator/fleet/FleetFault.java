package org.gatehouse.camera.simulator.fleet;

import java.time.Duration;
import org.gatehouse.camera.simulator.media.Network;

/** What a camera of the fleet does wrong, on purpose, from the moment it is told to. */
public sealed interface FleetFault {
  /** Behaves well. */
  record None() implements FleetFault {}

  /** Keeps its sessions open and answers, but sends no media. */
  record Stall() implements FleetFault {}

  /** Sends one group of pictures again and again, byte for byte. */
  record FreezeLoop() implements FleetFault {}

  /** Shows another of its clips, such as one of a still picture or of a blurred one. */
  record Show(String clip) implements FleetFault {}

  /** Forgets the connections it has without a word: nothing is read, written or closed. */
  record HalfOpen() implements FleetFault {}

  /** Resets all connections, and its port refuses for that long. */
  record Reboot(Duration down) implements FleetFault {}

  /** Its sender reports tell a time that is off by that much. */
  record WrongClock(Duration off) implements FleetFault {}

  /** Resets all connections, then answers every request with 401. */
  record Unauthorized() implements FleetFault {}

  /** Over UDP: leaves out every {@code lose}-th packet, swaps every {@code swap}-th; 0 for none. */
  record BadNetwork(int lose, int swap) implements FleetFault, Network {}

  /** Over TCP: every second, bytes that are neither RTSP nor RTP between two pictures. */
  record Garbage() implements FleetFault {}

  /** Resets all connections, then takes that long to describe itself. */
  record SlowStart(Duration delay) implements FleetFault {}

  /**
   * Reads a fault as it is written in an order: {@code none}, {@code stall}, {@code freeze-loop},
   * {@code show:CLIP}, {@code half-open}, {@code reboot:SECONDS}, {@code clock:SECONDS}, {@code
   * unauthorized}, {@code network:LOSE:SWAP}, {@code garbage}, {@code slow:SECONDS}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static FleetFault parse(String text) {
    String[] parts = text.split(":", -1);
    try {
      return switch (parts[0]) {
        case "none" -> new None();
        case "stall" -> new Stall();
        case "freeze-loop" -> new FreezeLoop();
        case "show" -> new Show(parts[1]);
        case "half-open" -> new HalfOpen();
        case "reboot" -> new Reboot(seconds(parts[1]));
        case "clock" -> new WrongClock(seconds(parts[1]));
        case "unauthorized" -> new Unauthorized();
        case "network" -> new BadNetwork(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        case "garbage" -> new Garbage();
        case "slow" -> new SlowStart(seconds(parts[1]));
        default -> throw new IllegalArgumentException("there is no fault '" + text + "'");
      };
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the fault '" + text + "' lacks its number", e);
    }
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }
}
