package org.gatehouse.contract.camera;

import java.net.URI;
import java.util.List;

/**
 * A camera that answered a search. All texts are the camera's own and may be empty; control
 * characters are taken out of them.
 *
 * @param address the IP address that the answer came from: the one that can be reached
 * @param endpoint the camera's own name for itself, the same on all its addresses, such as {@code
 *     urn:uuid:...}
 * @param name what it calls itself, from its scopes
 * @param hardware its model, from its scopes
 * @param services where its ONVIF device service is, on an address that can be reached
 */
public record FoundCamera(
    String address, String endpoint, String name, String hardware, List<URI> services) {
  /** Copies the list. */
  public FoundCamera {
    services = List.copyOf(services);
  }
}
