package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sheet that is taken while somebody changes one plate. */
@Timeout(60)
class VehicleImportTest {
  private static final String PLATE = "api/v1/vehicles/B7777";

  @TempDir Path data;
  private final MemoryVehicles vehicles = new MemoryVehicles();
  private ServedSite site;

  @BeforeEach
  void start() {
    FakeEngine.LISTS.set(vehicles);
    site = new ServedSite(data, TestAccess.of(null));
  }

  @AfterEach
  void stop() {
    FakeEngine.LISTS.set(new MemoryVehicles());
    site.close();
  }

  private CompletableFuture<HttpResponse<String>> later(HttpRequest request) {
    return site.client().sendAsync(request, BodyHandlers.ofString());
  }

  private HttpRequest put(String kind, String tag) {
    return site.request(PLATE)
        .PUT(HttpRequest.BodyPublishers.ofString("{\"items\":[{\"kind\":\"" + kind + "\"}]}"))
        .header("If-Match", tag)
        .build();
  }

  @Test
  void import_whileAPlateIsChangedByWhoReadItBefore_isNotOverwritten() throws Exception {
    String allow = "{\"items\":[{\"kind\":\"allow\"}]}";
    HttpResponse<String> read = site.send("PUT", PLATE, allow, null);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    vehicles.beforeApply =
        () -> {
          if (first.getAndSet(false)) {
            writing.countDown();
            await(go);
          }
        };
    String sheet = Json.text(Map.of("csv", "plate,kind\nB7777,deny\n", "mode", "apply"));
    CompletableFuture<HttpResponse<String>> taken =
        later(
            site.request("api/v1/vehicles/import")
                .POST(HttpRequest.BodyPublishers.ofString(sheet))
                .build());
    await(writing);
    CompletableFuture<HttpResponse<String>> changed =
        later(put("visitor", read.headers().firstValue("ETag").orElseThrow()));
    try {
      changed.get(500, TimeUnit.MILLISECONDS);
    } catch (TimeoutException waits) {
      // As it should: for the sheet.
    }
    go.countDown();
    assertThat(taken.get().statusCode()).isEqualTo(200);
    assertThat(changed.get().statusCode()).isEqualTo(412);
    assertThat(site.send("GET", PLATE, "", null).body()).contains("deny");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
