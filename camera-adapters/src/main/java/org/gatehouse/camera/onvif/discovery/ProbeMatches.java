package org.gatehouse.camera.onvif.discovery;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.onvif.xml.XmlReader;
import org.gatehouse.camera.onvif.xml.XmlText;
import org.gatehouse.contract.camera.FoundCamera;

/** Reads answers to a Probe, WS-Discovery 1.0 §5.3. Pure. */
public final class ProbeMatches {
  private static final String SCOPES = "onvif://www.onvif.org/";
  private static final Pattern WORDS = Pattern.compile("\\s+");
  private static final int MAX_MATCHES = 64;
  private static final int MAX_SERVICES = 8;

  private ProbeMatches() {}

  /**
   * The cameras of one answer.
   *
   * @param from where the answer came from: the address that is believed, since cameras behind NAT
   *     or with two interfaces name others
   * @throws XmlFormatException if it is no such answer, in words
   */
  public static List<FoundCamera> read(byte[] answer, InetAddress from) throws XmlFormatException {
    XmlElement document = XmlReader.read(answer);
    if (document.find("ProbeMatches") == null) {
      throw new XmlFormatException("XML that is no ProbeMatches");
    }
    return document
        .walk()
        .filter(e -> e.name().equals("ProbeMatch"))
        .limit(MAX_MATCHES)
        .map(match -> camera(match, from.getHostAddress()))
        .toList();
  }

  private static FoundCamera camera(XmlElement match, String address) {
    String scopes = match.text("Scopes");
    String endpoint = XmlText.plain(match.text("EndpointReference", "Address"));
    return new FoundCamera(
        address,
        endpoint.isEmpty() ? address : endpoint,
        scope(scopes, "name/"),
        scope(scopes, "hardware/"),
        services(match.text("XAddrs"), address));
  }

  /** The first scope of that kind, without its percent signs and the underscores of some. */
  private static String scope(String scopes, String kind) {
    for (String scope : WORDS.split(scopes, -1)) {
      if (scope.regionMatches(true, 0, SCOPES + kind, 0, SCOPES.length() + kind.length())) {
        return XmlText.plain(decode(scope.substring(SCOPES.length() + kind.length())));
      }
    }
    return "";
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** At the address that answered, with the paths and ports that the camera names. */
  private static List<URI> services(String named, String address) {
    Set<URI> services = new LinkedHashSet<>();
    for (String text : WORDS.split(named, -1)) {
      if (services.size() < MAX_SERVICES) {
        services.addAll(reachable(text, address));
      }
    }
    return new ArrayList<>(services);
  }

  private static List<URI> reachable(String text, String address) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        return List.of();
      }
      String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
      return List.of(new URI(scheme, null, address, uri.getPort(), path, null, null));
    } catch (URISyntaxException e) {
      return List.of();
    }
  }
}
