package org.gatehouse.integrations.barrier.http;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierProvider;
import org.jspecify.annotations.Nullable;

/** Makes drivers of HTTP relays; found by ServiceLoader. */
public final class HttpRelayProvider implements BarrierProvider<HttpRelayConfig> {
  @Override
  public String type() {
    return "http";
  }

  @Override
  public Class<HttpRelayConfig> configType() {
    return HttpRelayConfig.class;
  }

  @Override
  public BarrierDriver create(String name, HttpRelayConfig config, Duration timeout) {
    url(name, "open", config.open());
    url(name, "hold", config.hold());
    url(name, "close", config.close());
    url(name, "state", config.state());
    if (!config.method().toUpperCase(Locale.ROOT).matches("POST|PUT|GET")) {
      throw new ConfigException("barrier " + name + ": method must be POST, PUT or GET");
    }
    if (config.hold() != null && config.close() == null) {
      throw new ConfigException(
          "barrier " + name + ": hold needs close, or it could never be released");
    }
    boolean asked =
        config.openWhen() != null || config.closedWhen() != null || config.occupiedWhen() != null;
    if (asked && config.state() == null) {
      throw new ConfigException(
          "barrier " + name + ": open-when, closed-when and occupied-when need state");
    }
    if ((config.occupiedWhen() == null) != (config.freeWhen() == null)) {
      throw new ConfigException(
          "barrier "
              + name
              + ": occupied-when and free-when are given both or neither; an answer that is neither"
              + " counts as occupied");
    }
    if (config.token() != null && config.username() != null) {
      throw new ConfigException("barrier " + name + ": give username or token, not both");
    }
    if (config.token() != null && !config.token().reveal().matches("[\\x20-\\x7e]+")) {
      // The client would refuse it with each request, and repeat it in the log.
      throw new ConfigException(
          "barrier " + name + ": token must be of ASCII letters and signs, in one line");
    }
    RelayStates states =
        new RelayStates(
            pattern(name, "open-when", config.openWhen()),
            pattern(name, "closed-when", config.closedWhen()),
            pattern(name, "occupied-when", config.occupiedWhen()),
            pattern(name, "free-when", config.freeWhen()));
    return new HttpRelay(name, config, states, timeout);
  }

  private static void url(String name, String key, @Nullable String written) {
    if (written == null) {
      return;
    }
    try {
      URI url = HttpRelay.address(written, Duration.ofSeconds(1));
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if (scheme.matches("https?") && url.getHost() != null && url.getUserInfo() == null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Told below, without what was written: there may be a password in it.
    }
    throw new ConfigException(
        "barrier %s: %s must be http://… or https://… without user and password; those go under username and password"
            .formatted(name, key));
  }

  private static @Nullable Pattern pattern(String name, String key, @Nullable String written) {
    try {
      return written == null ? null : Pattern.compile(written);
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          "barrier %s: %s is no regular expression: %s".formatted(name, key, e.getDescription()),
          e);
    }
  }
}
