package org.gatehouse.camera.transport;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS by the JDK, for connections of ours: by default the certificate must be known to the JDK's
 * trust store and name the host. Made when first needed. Thread-safe.
 */
public final class TlsContexts {
  private @Nullable SslContext verifying;
  private @Nullable SslContext trusting;

  /**
   * What encrypts a connection to that host.
   *
   * @param anyCertificate whether no certificate is looked at
   * @throws SSLException if the JDK cannot do TLS
   */
  public SslHandler client(
      Channel channel, String host, int port, boolean anyCertificate, Duration patience)
      throws SSLException {
    SslContext context = anyCertificate ? trusting() : verifying();
    SslHandler handler = context.newHandler(channel.alloc(), host, port);
    handler.setHandshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    return handler;
  }

  private synchronized SslContext verifying() throws SSLException {
    if (verifying == null) {
      verifying =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .endpointIdentificationAlgorithm("HTTPS")
              .build();
    }
    return verifying;
  }

  private synchronized SslContext trusting() throws SSLException {
    if (trusting == null) {
      trusting =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .trustManager(InsecureTrustManagerFactory.INSTANCE)
              .endpointIdentificationAlgorithm("")
              .build();
    }
    return trusting;
  }
}
