package org.gatehouse.integrations.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.integrations.cloudevent.CloudEvents;
import org.gatehouse.integrations.cloudevent.Pictures;
import org.gatehouse.integrations.tls.TlsParts;

/** Makes webhook destinations; found by ServiceLoader. */
public final class WebhookProvider implements EventSinkProvider<WebhookConfig> {
  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public Class<WebhookConfig> configType() {
    return WebhookConfig.class;
  }

  /**
   * Creates a sink.
   *
   * @throws ConfigException if the address or the secret cannot serve
   */
  @Override
  public EventSink create(String name, WebhookConfig config, Context context) {
    checkUrl(name, config.url());
    if (config.timeout().isNegative() || config.timeout().isZero()) {
      throw new ConfigException("destination " + name + ": timeout must be more than 0");
    }
    TargetGuard guard = new TargetGuard(ranges(name, config.privateTargets()));
    checkTarget(name, config.url(), guard);
    Pictures pictures =
        config.inlineSnapshots() ? Pictures.inline(context) : Pictures.linked(context);
    return new WebhookSink(
        config,
        new Signer(name, secrets(config), Ticker.system()),
        new CloudEvents(pictures),
        new Poster(
            config.url(),
            config.timeout(),
            guard,
            isSecured(config.url())
                ? TlsParts.sockets(
                    name, config.ca(), config.clientCertificate(), config.clientKey())
                : null));
  }

  private static List<Secret> secrets(WebhookConfig config) {
    Secret previous = config.previousSecret();
    return previous == null ? List.of(config.secret()) : List.of(config.secret(), previous);
  }

  private static boolean isSecured(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }

  private static List<AddressRange> ranges(String name, List<String> texts) {
    try {
      return texts.stream().map(AddressRange::parse).toList();
    } catch (ConfigException e) {
      throw new ConfigException("destination " + name + ": private-targets: " + e.getMessage(), e);
    }
  }

  /** An address can be judged now; a name is looked up at each connection. */
  private static void checkTarget(String name, URI url, TargetGuard guard) {
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(url.getHost().replaceAll("[\\[\\]]", ""));
    } catch (IllegalArgumentException isName) {
      return;
    }
    if (!guard.allows(address)) {
      throw new ConfigException(
          "destination "
              + name
              + ": url leads to "
              + address.getHostAddress()
              + ", which is not a public address; if that is meant, list it under"
              + " private-targets");
    }
  }

  private static void checkUrl(String name, URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean legal = (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
    if (!legal) {
      throw new ConfigException(
          "destination " + name + ": url must be http://HOST/… or https://HOST/…");
    }
    if (url.getUserInfo() != null) {
      throw new ConfigException(
          "destination "
              + name
              + ": url must not hold a user name or password; the receiver knows us by the"
              + " signature");
    }
  }
}
