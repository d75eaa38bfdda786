package org.gatehouse.analytics.protocol.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import jdk.net.ExtendedSocketOptions;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.vision.TlsFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections on which each side shows a certificate of one authority, and no others. Thread-safe.
 */
public final class MutualTls {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
  private static final int CONNECT_MILLIS = 5_000;
  private static final int HANDSHAKE_MILLIS = 10_000;

  /** Until the other machine is asked whether it is still there, and for how long it is. */
  private static final int SILENT_SECONDS = 10;

  private static final int PROBE_SECONDS = 5;
  private static final int PROBES = 3;

  private static final int READ_BEFORE_CLOSE = 4096;
  private static final int CLOSE_MILLIS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(MutualTls.class);
  private static final char[] NO_PASSWORD = {};

  private final SSLContext context;

  private MutualTls(SSLContext context) {
    this.context = context;
  }

  /**
   * With what the files say.
   *
   * @throws ConfigException if they do not; the message names the file
   */
  public static MutualTls of(TlsFiles files) {
    List<X509Certificate> own = PemFiles.certificates("the certificate", files.certificate());
    PrivateKey key = PemFiles.key(files.key());
    List<X509Certificate> trusted = PemFiles.certificates("the authority", files.authority());
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys(own, key).getKeyManagers(), trust(trusted).getTrustManagers(), new SecureRandom());
      return new MutualTls(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new ConfigException(
          "certificate %s and key %s do not go together: %s"
              .formatted(files.certificate(), files.key(), e.getMessage()),
          e);
    }
  }

  private static KeyManagerFactory keys(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory;
  }

  private static TrustManagerFactory trust(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  /**
   * Connects to a host, which must show a certificate with that name in it.
   *
   * @throws IOException with words for a person
   */
  public FrameChannel connect(String host, int port) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      return opened(plain, tls);
    } catch (IOException e) {
      plain.close();
      throw new IOException(TlsTrouble.of(e), e);
    }
  }

  /**
   * Takes over a connection that was accepted; the other side must show a certificate.
   *
   * @throws IOException with words for a person
   */
  public FrameChannel accept(Socket plain) throws IOException {
    try {
      SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, null, false);
      tls.setUseClientMode(false);
      tls.setNeedClientAuth(true);
      return opened(plain, tls);
    } catch (IOException e) {
      closeHeard(plain);
      throw new IOException(TlsTrouble.of(e), e);
    }
  }

  /** So that the other side hears why: a close with bytes unread would take the alert back. */
  private static void closeHeard(Socket plain) {
    byte[] rest = new byte[READ_BEFORE_CLOSE];
    try (plain) {
      plain.shutdownOutput();
      plain.setSoTimeout(CLOSE_MILLIS);
      plain.getInputStream().readNBytes(rest, 0, rest.length);
    } catch (IOException e) {
      LOG.debug("a refused connection was closed", e);
    }
  }

  private static FrameChannel opened(Socket plain, SSLSocket tls) throws IOException {
    plain.setTcpNoDelay(true);
    keepAlive(plain);
    plain.setSoTimeout(HANDSHAKE_MILLIS);
    tls.setEnabledProtocols(VERSIONS);
    tls.startHandshake();
    plain.setSoTimeout(0);
    return new FrameChannel(new TlsWire(plain, tls));
  }

  /**
   * A machine that lost its power or its network says nothing; the usual two hours of the kernel
   * would be too long to have workers lent to it.
   */
  static void keepAlive(Socket plain) throws IOException {
    plain.setKeepAlive(true);
    set(plain, ExtendedSocketOptions.TCP_KEEPIDLE, SILENT_SECONDS);
    set(plain, ExtendedSocketOptions.TCP_KEEPINTERVAL, PROBE_SECONDS);
    set(plain, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
  }

  private static void set(Socket plain, SocketOption<Integer> option, int value)
      throws IOException {
    if (plain.supportedOptions().contains(option)) {
      plain.setOption(option, value);
    }
  }
}
