package org.gatehouse.runtime.supervise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera hangs in the network, as far as we are told: what it shares with others, it fails
 * with.
 *
 * @param group the label of its switch; null if none is configured
 * @param host of its URL, a name or an address
 */
public record Place(@Nullable String group, String host) {
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}");

  /** What it shares with its neighbours, the narrower first; empty if nothing is known. */
  public List<String> shared() {
    List<String> keys = new ArrayList<>(2);
    if (group != null) {
      keys.add("switch " + group);
    }
    var address = IPV4.matcher(host);
    if (address.matches()) {
      keys.add(address.group(1) + ".0/24");
    }
    return keys;
  }
}
