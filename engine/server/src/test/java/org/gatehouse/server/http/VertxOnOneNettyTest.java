package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Vert.x works on the one Netty version of the build: HTTPS, WebSocket, files from an allow-list.
 */
class VertxOnOneNettyTest {
  private static final String STORE_PASSWORD = "changeit";

  @TempDir Path folder;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void nettyJars_onClassPath_areOfOneVersion() {
    assertThat(Version.identify().values())
        .extracting(Version::artifactVersion)
        .isNotEmpty()
        .containsOnly("4.2.18.Final");
  }

  @Test
  void https_requestWithSelfSignedCertificate_isAnswered() throws Exception {
    HttpServer server =
        listen(
            new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                    new PfxOptions().setPath(selfSigned().toString()).setPassword(STORE_PASSWORD)));
    // Kept in a variable: Vert.x closes a client that nobody refers to.
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
    Buffer body =
        await(
            client
                .request(HttpMethod.GET, server.actualPort(), "localhost", "/hello")
                .compose(request -> request.send())
                .compose(response -> response.body()));
    assertThat(body.toString()).isEqualTo("hello");
    await(client.close());
  }

  @Test
  void webSocket_binaryMessage_comesBack() throws Exception {
    HttpServer server = listen(new HttpServerOptions());
    Buffer sent = Buffer.buffer(new byte[300_000]);
    WebSocketClient client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxMessageSize(1 << 20));
    Future<Buffer> echoed =
        client
            .connect(server.actualPort(), "localhost", "/echo")
            .compose(
                socket -> {
                  io.vertx.core.Promise<Buffer> promise = io.vertx.core.Promise.promise();
                  socket.binaryMessageHandler(promise::tryComplete);
                  return socket.writeBinaryMessage(sent).compose(done -> promise.future());
                });
    assertThat(await(echoed)).isEqualTo(sent);
    await(client.close());
  }

  private HttpServer listen(HttpServerOptions options) throws Exception {
    Router router = Router.router(vertx);
    router.get("/hello").handler(context -> context.response().end("hello"));
    router
        .get("/echo")
        .handler(
            context ->
                context
                    .request()
                    .toWebSocket()
                    .onSuccess(s -> s.binaryMessageHandler(s::writeBinaryMessage)));
    options.setMaxWebSocketMessageSize(1 << 20);
    return await(vertx.createHttpServer(options).requestHandler(router).listen(0, "127.0.0.1"));
  }

  private Path selfSigned() throws Exception {
    Path store = folder.resolve("self-signed.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return store;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
