package org.gatehouse.camera.simulator.onvif;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a simulated device behaves.
 *
 * @param access how it wants to be logged in to
 * @param clockAhead how far its clock is ahead of ours
 * @param streamUri what it says of its streams
 */
public record OnvifScript(
    String name,
    Access access,
    String username,
    String password,
    Duration clockAhead,
    String streamUri,
    Set<OnvifFault> faults) {
  /** Copies the set. */
  public OnvifScript {
    faults = Set.copyOf(faults);
  }

  /** Ways to log in. */
  public enum Access {
    /** Anyone. */
    OPEN,
    /** WS-UsernameToken. */
    TOKEN,
    /** HTTP Digest with MD5. */
    DIGEST_MD5,
    /** HTTP Digest with SHA-256. */
    DIGEST_SHA256
  }

  /** A well-behaved device that anyone may ask. */
  public static OnvifScript open(String name, String streamUri) {
    return new OnvifScript(name, Access.OPEN, "", "", Duration.ZERO, streamUri, Set.of());
  }

  /** The same, with a login. */
  public OnvifScript withLogin(Access wanted, String user, String secret) {
    return new OnvifScript(name, wanted, user, secret, clockAhead, streamUri, faults);
  }

  /** The same, with another clock. */
  public OnvifScript withClockAhead(Duration ahead) {
    return new OnvifScript(name, access, username, password, ahead, streamUri, faults);
  }

  /** The same, with that fault too. */
  public OnvifScript with(OnvifFault fault) {
    Set<OnvifFault> more = EnumSet.of(fault);
    more.addAll(faults);
    return new OnvifScript(name, access, username, password, clockAhead, streamUri, more);
  }

  boolean has(OnvifFault fault) {
    return faults.contains(fault);
  }

  @Override
  public String toString() {
    return "OnvifScript[" + name + ", " + access + ", " + faults + "]";
  }
}
