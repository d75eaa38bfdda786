package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The page's files, from an allow-list that its build writes ({@code console/manifest.json}): a
 * path that is not on the list does not exist, so no path can lead anywhere else. Read once, kept
 * in memory; immutable.
 */
public final class Assets {
  private static final String FOLDER = "console/";

  // Mantine sets its colour variables through style elements; everything else comes from this
  // origin.
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
          + " media-src 'self' blob:; connect-src 'self'; object-src 'none';"
          + " frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

  private record Asset(String type, Buffer content) {}

  private final Map<String, Asset> files;

  private Assets(Map<String, Asset> files) {
    this.files = files;
  }

  /** Reads the page from the class path. */
  public static Assets load(ClassLoader loader) {
    Map<String, Asset> files = new LinkedHashMap<>();
    String manifest = new String(bytes(loader, "manifest.json"), StandardCharsets.UTF_8);
    for (JsonNode file : Json.parse(manifest).path("files")) {
      String path = file.path("path").asText();
      files.put(path, new Asset(file.path("type").asText(), Buffer.buffer(bytes(loader, path))));
    }
    return new Assets(files);
  }

  private static byte[] bytes(ClassLoader loader, String path) {
    try (InputStream in = loader.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        throw new IllegalStateException(
            "the page's file " + path + " is not on the class path: build engine/console");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the page's file " + path + " cannot be read", e);
    }
  }

  /** Answers with the file, or passes on. */
  void serve(RoutingContext context) {
    String path = context.normalizedPath().substring(1);
    Asset asset = files.get(path.isEmpty() ? "index.html" : path);
    if (asset == null) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Type", asset.type())
        .putHeader("Content-Security-Policy", POLICY)
        // Vite puts a digest of the content into the names below assets/.
        .putHeader(
            "Cache-Control",
            path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache")
        .end(asset.content());
  }
}
