package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients as docs/clients says to make them: generated, compiled, and calling a running server. */
@Timeout(300)
class GeneratedClientsTest {
  private static final Path DOCS = Path.of("../../docs/clients").toAbsolutePath().normalize();
  private static final Path GENERATOR = Path.of("target/generator/openapi-generator-cli.jar");
  private static final String MISSING = "there is no alarm 999999999, or it was over long ago";

  @TempDir Path folder;
  private StorageProvider.Stores stores;
  private WebServer server;

  @BeforeEach
  void start() {
    stores =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .open(folder.resolve("data"), Ticker.system());
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(stores, List.of()),
            TestAccess.of(null),
            Assets.load(GeneratedClientsTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    stores.events().close();
  }

  private static void raise(String camera) {
    FakeEngine.ALARMS.raise(
        new Alarm(
            "camera-down/" + camera,
            Alarm.Kind.CAMERA_DOWN,
            Alarm.Severity.WARNING,
            List.of(new CameraId(camera)),
            Instant.EPOCH,
            "text"));
  }

  @Test
  void client_inTypeScript_compilesAndCalls() throws Exception {
    Path work = Programs.npm("clients", "client-ts");
    Files.writeString(work.resolve("client.ts"), Files.readString(DOCS.resolve("client.ts")));
    String document = server.url() + "api/v1/openapi.json";
    Programs.run(work, "node_modules/.bin/openapi-typescript", document, "-o", "gatehouse.d.ts");
    Programs.run(
        work,
        "node_modules/.bin/tsc",
        "--strict",
        "--exactOptionalPropertyTypes",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        "client.ts");
    raise("client-ts");
    assertThat(
            Programs.run(work, "node", "client.js", server.url().toString(), "client-ts").lines())
        .containsExactly(
            "site test-site", "acknowledged CAMERA_DOWN, now acknowledged", "404: " + MISSING);
  }

  @Test
  void client_inJava_compilesAndCalls() throws Exception {
    String bin = Path.of(System.getProperty("java.home"), "bin").toString();
    Programs.run(
        folder,
        bin + "/java",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        GENERATOR.toAbsolutePath().toString(),
        "generate",
        "-g",
        "java",
        "--library",
        "native",
        "-o",
        "client",
        "-i",
        server.url() + "api/v1/openapi.json",
        "--additional-properties=invokerPackage=org.gatehouse.client,"
            + "apiPackage=org.gatehouse.client.api,modelPackage=org.gatehouse.client.model,"
            + "openApiNullable=false,useJakartaEe=true");
    List<String> compile =
        new ArrayList<>(List.of(bin + "/javac", "-nowarn", "-d", "classes", "-cp", libraries()));
    try (Stream<Path> sources = Files.walk(folder.resolve("client/src/main/java"))) {
      sources.filter(file -> file.toString().endsWith(".java")).forEach(f -> compile.add("" + f));
    }
    compile.add(DOCS.resolve("Client.java").toString());
    Programs.run(folder, compile.toArray(String[]::new));
    raise("client-java");
    String classes = folder.resolve("classes") + File.pathSeparator + libraries();
    String said =
        Programs.run(
            folder, bin + "/java", "-cp", classes, "Client", "" + server.url(), "client-java");
    assertThat(said.lines().limit(2))
        .containsExactly("site test-site", "acknowledged CAMERA_DOWN, now acknowledged");
    assertThat(said).contains("404: ", MISSING);
  }

  /** Those of this test's class path that a generated client needs. */
  private static String libraries() {
    List<String> needed = new ArrayList<>();
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (jar.matches(".*/(jackson-[a-z0-9-]+|jakarta\\.annotation-api)-[0-9.]+\\.jar")) {
        needed.add(jar);
      }
    }
    return String.join(File.pathSeparator, needed);
  }
}
