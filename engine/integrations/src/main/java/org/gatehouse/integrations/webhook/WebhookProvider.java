package org.gatehouse.integrations.webhook;

import java.net.URI;
import java.util.Locale;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.time.Ticker;

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
    return new WebhookSink(
        config,
        new Signer(name, config.secret(), Ticker.system()),
        new EventBody(context.snapshots(), context.publicUrl(), config.inlineSnapshots()));
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
