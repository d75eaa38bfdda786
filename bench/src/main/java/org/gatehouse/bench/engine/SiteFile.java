package org.gatehouse.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a site's configuration file for one run of the engine. */
public final class SiteFile {
  /** Environment variable that carries the webhook's secret. */
  public static final String SECRET_VARIABLE = "GATEHOUSE_BENCH_SECRET";

  private final List<String> cameras = new ArrayList<>();
  private final String webhook;
  private String analytics = "";
  private String gates = "";
  private int port;

  /** Events go to this address. */
  public SiteFile(String webhook) {
    this.webhook = webhook;
  }

  /** Serves the page on a port; 0 picks a free one. */
  public SiteFile port(int wanted) {
    port = wanted;
    return this;
  }

  /** Says something of the analysis, as {@code key: value}. */
  public SiteFile analytics(String keys) {
    analytics = "analytics: { " + keys + " }\n";
    return this;
  }

  /** Adds barriers and lanes, as they stand in a site's file. */
  public SiteFile gates(String yaml) {
    gates = yaml;
    return this;
  }

  /**
   * Adds a camera.
   *
   * @param kind {@code vehicle}, {@code person} or {@code none}
   * @param regions of plates; used for vehicles only
   */
  public SiteFile camera(String id, String name, String url, String kind, List<String> regions) {
    String analytics =
        switch (kind) {
          case "vehicle" ->
              "    analytics: { kind: vehicle, regions: [%s] }%n"
                  .formatted(String.join(", ", regions));
          case "person" -> "    analytics: { kind: person }%n".formatted();
          default -> "";
        };
    cameras.add(
        "  - id: %s%n    name: %s%n    url: %s%n    record: continuous%n%s"
            .formatted(id, quoted(name), url, analytics));
    return this;
  }

  /** Writes it. */
  public Path write(Path file, Path data) throws IOException {
    String text =
        """
        site: demo
        data: %s
        server: { bind: 127.0.0.1, port: %d }
        %scameras:
        %sdestinations:
          - { type: webhook, name: bench, url: "%s", secret: "env:%s", inline-snapshots: false, private-targets: [127.0.0.1] }
        %s"""
            .formatted(
                quoted(data.toString()),
                port,
                analytics,
                String.join("", cameras),
                webhook,
                SECRET_VARIABLE,
                gates);
    return Files.writeString(file, text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
