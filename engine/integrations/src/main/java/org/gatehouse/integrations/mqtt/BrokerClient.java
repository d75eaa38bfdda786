package org.gatehouse.integrations.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.integrations.tls.TlsParts;
import org.jspecify.annotations.Nullable;

/** Makes clients of brokers. Stateless. */
final class BrokerClient {
  static final int KEEP_ALIVE_SECONDS = 15;
  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;

  private BrokerClient() {}

  /**
   * One that is not connected yet.
   *
   * @param owner whose it is, for messages
   */
  static Mqtt5AsyncClient of(String owner, URI url, @Nullable Path ca, Duration timeout) {
    return of(owner, url, ca, timeout, context -> {});
  }

  /**
   * The same, which tells of each connection that is lost, or that could not be made.
   *
   * @param listener must be quick: it runs on a thread of the network
   */
  static Mqtt5AsyncClient of(
      String owner,
      URI url,
      @Nullable Path ca,
      Duration timeout,
      MqttClientDisconnectedListener listener) {
    boolean secured = "mqtts".equalsIgnoreCase(url.getScheme());
    int given = url.getPort();
    Mqtt5ClientBuilder builder =
        Mqtt5Client.builder()
            .identifier("gatehouse-" + UUID.randomUUID())
            .addDisconnectedListener(listener)
            .serverHost(url.getHost())
            .serverPort(given > 0 ? given : secured ? TLS_PORT : PORT)
            .transportConfig()
            .socketConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .mqttConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .applyTransportConfig();
    return secured ? builder.sslConfig(tls(owner, ca)).buildAsync() : builder.buildAsync();
  }

  private static MqttClientSslConfig tls(String owner, @Nullable Path ca) {
    var builder = MqttClientSslConfig.builder();
    return ca == null
        ? builder.build()
        : builder.trustManagerFactory(TlsParts.trust(owner, ca)).build();
  }

  /** What is shown to a broker that asks who one is; null for nothing. */
  static @Nullable Mqtt5SimpleAuth login(@Nullable String username, @Nullable Secret password) {
    if (username == null) {
      return null;
    }
    byte[] shown = (password == null ? "" : password.reveal()).getBytes(StandardCharsets.UTF_8);
    return Mqtt5SimpleAuth.builder().username(username).password(shown).build();
  }

  /**
   * Refuses an address that cannot serve.
   *
   * @param owner whose it is, such as {@code destination backend}
   */
  static void check(String owner, URI url, @Nullable String username, @Nullable Secret password) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean bare = url.getPath() == null || url.getPath().isEmpty() || url.getPath().equals("/");
    if ((!scheme.equals("mqtt") && !scheme.equals("mqtts")) || url.getHost() == null || !bare) {
      throw new ConfigException(owner + ": url must be mqtt://HOST:PORT or mqtts://HOST:PORT");
    }
    if (url.getUserInfo() != null) {
      throw new ConfigException(owner + ": put user and password under username and password");
    }
    if (password != null && username == null) {
      throw new ConfigException(owner + ": there is a password, but no username");
    }
  }
}
