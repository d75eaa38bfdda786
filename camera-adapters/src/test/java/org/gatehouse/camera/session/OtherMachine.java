package org.gatehouse.camera.session;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/**
 * What stands for another machine on a network of two: a network namespace. A server that sends
 * into groups keeps their ports for itself on its own machine, so nobody can join them there.
 */
final class OtherMachine implements AutoCloseable {
  /** Its address. */
  static final String THERE = "10.231.77.2";

  /** Its end of the network. */
  static final String INTERFACE = "camera0";

  private static final String HERE = "10.231.77.1";
  private final Peers peers;
  private final String name;

  private OtherMachine(Peers peers, String name) {
    this.peers = peers;
    this.name = name;
  }

  /** Makes it; skips where only an administrator may, or where the system knows no namespaces. */
  static OtherMachine reached(Peers peers) throws InterruptedException {
    String name = "gh" + ProcessHandle.current().pid();
    OtherMachine machine = new OtherMachine(peers, name);
    boolean made = peers.succeeds("ip", "netns", "add", name);
    assumeTrue(made, "skipped: network namespaces are not allowed here");
    boolean linked =
        machine.here("link add", name, "type veth peer name", INTERFACE, "netns", name)
            && machine.here("addr add", HERE + "/30 dev", name)
            && machine.here("link set", name, "up")
            && machine.here("-n", name, "addr add", THERE + "/30 dev", INTERFACE)
            && machine.here("-n", name, "link set", INTERFACE, "up")
            && machine.here("-n", name, "link set lo up");
    if (!linked) {
      machine.close();
    }
    assumeTrue(linked, "skipped: network namespaces cannot be linked here");
    return machine;
  }

  private boolean here(String... words) throws InterruptedException {
    return peers.succeeds(("ip " + String.join(" ", words)).split(" ", -1));
  }

  /** What a command must begin with to run there. */
  List<String> within() {
    return List.of("ip", "netns", "exec", name);
  }

  @Override
  public void close() throws InterruptedException {
    here("netns del", name);
    here("link del", name);
  }
}
