package org.gatehouse.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.storage.DataPlace;
import org.jspecify.annotations.Nullable;

/** Everything that the file {@code site.yaml} says. */
@Describe("One Gatehouse site: its cameras, and where its events go.")
public record SiteConfig(
    @Describe("Name of the site, carried by every event.") String site,
    @Describe("Folder for recordings, snapshots and the event log.") @Default("./data") Path data,
    @Describe("Where events, reads, lists, users and audit rows are kept.") @Default("{}")
        StorageConfig storage,
    @Describe("The HTTP server with the page and the API.") @Default("{}") ServerConfig server,
    @Describe("How recordings are kept.") @Default("{}") RecordingConfig recording,
    @Describe("Recordings that are exported.") @Default("{}") ExportsConfig exports,
    @Describe("What the analysis of all gate cameras may take.") @Default("{}")
        AnalysisConfig analytics,
    @Describe("How often pictures are looked at.") @Default("{}") PictureHealthConfig pictureHealth,
    @Describe("RTSP server for players and recorders of others; off if left out.")
        @Nullable RepublishConfig republish,
    @Describe("What cameras of one model have in common.") @Default("[]")
        List<TemplateConfig> templates,
    @Describe("The cameras to record and analyse.") @Default("[]") List<CameraConfig> cameras,
    @Describe("Where events are delivered.") @Default("[]") List<DestinationConfig> destinations,
    @Describe("Barriers at gates.") @Default("[]") List<BarrierConfig> barriers,
    @Describe("Ways through gates.") @Default("[]") List<GateLaneConfig> lanes) {
  /** What an entry of a list may name: gate lanes, and cameras. */
  public Set<String> laneNames() {
    return Stream.concat(
            cameras.stream().map(camera -> camera.id().value()),
            lanes.stream().map(GateLaneConfig::name))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Where its data are kept. */
  public DataPlace place() {
    return storage.place(data);
  }

  /** The same site with other cameras. */
  public SiteConfig withCameras(List<CameraConfig> others) {
    return new SiteConfig(
        site,
        data,
        storage,
        server,
        recording,
        exports,
        analytics,
        pictureHealth,
        republish,
        templates,
        others,
        destinations,
        barriers,
        lanes);
  }
}
