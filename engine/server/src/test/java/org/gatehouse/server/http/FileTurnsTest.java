package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are large, or come slowly. */
@Timeout(60)
class FileTurnsTest {
  private static final String IMPORT = "api/v1/vehicles/import";
  private static final String PLAN = "{\"mode\":\"plan\",\"csv\":\"plate,kind\"}";

  @TempDir Path data;
  private ServedSite site;

  @BeforeEach
  void start() {
    site = new ServedSite(data, TestAccess.of(null));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  /** An import whose head came, and whose body is still to come. */
  private final class Slow implements AutoCloseable {
    private final Socket socket;

    Slow(int bytes) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), site.url("").getPort());
      write(
          "POST /%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n"
              .formatted(IMPORT, bytes));
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next line with something in it. */
    String line() throws IOException {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1);
      String line = lines.readLine();
      while (line.isEmpty()) {
        line = lines.readLine();
      }
      return line;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return site.send(site.request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  @Test
  void begin_twoUnderWay_refusesAThirdUntilOneIsDone() throws Exception {
    try (Slow one = new Slow(PLAN.length());
        Slow two = new Slow(PLAN.length())) {
      assertThat(one.line()).contains("100 Continue");
      assertThat(two.line()).contains("100 Continue");
      HttpResponse<String> third = post(IMPORT, PLAN);
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("5");

      one.write(PLAN);
      assertThat(one.line()).doesNotContain("503");
      assertThat(post(IMPORT, PLAN).statusCode()).isNotEqualTo(503);
    }
  }

  @Test
  void begin_oneUnderWayHangsUp_givesItsTurnBack() throws Exception {
    try (Slow one = new Slow(PLAN.length());
        Slow two = new Slow(PLAN.length())) {
      assertThat(one.line()).contains("100 Continue");
      assertThat(two.line()).contains("100 Continue");
      one.close();
      int status = post(IMPORT, PLAN).statusCode();
      while (status == 503) {
        status = post(IMPORT, PLAN).statusCode();
      }
      assertThat(status).isNotEqualTo(503);
    }
  }

  @Test
  void body_tooLarge_namesTheLimit() throws Exception {
    HttpResponse<String> usual = post("api/v1/holds", "{\"x\":\"" + "x".repeat(70_000) + "\"}");
    assertThat(usual.statusCode()).isEqualTo(413);
    assertThat(usual.body()).contains("64 KiB");
    HttpResponse<String> file = post(IMPORT, "{\"csv\":\"" + "x".repeat(17 << 20) + "\"}");
    assertThat(file.statusCode()).isEqualTo(413);
    assertThat(file.body()).contains("16 MiB");
  }
}
