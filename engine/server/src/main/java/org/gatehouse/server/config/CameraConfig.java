package org.gatehouse.server.config;

import java.net.URI;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/** One camera: how to reach it and what to do with its picture. */
@Describe("One camera: how to reach it and what to do with its picture.")
public record CameraConfig(
    @Describe("Short name for files, events and metrics; never change it.") CameraId id,
    @Describe("Name shown to people; the id if left out.") @Nullable String name,
    @Describe("Address of the stream, without user and password.") URI url,
    @Describe("User name at the camera.") @Nullable String username,
    @Describe("Password at the camera, as env:NAME or file:PATH.") @Nullable Secret password,
    @Describe("Whether the stream is recorded.") @Default("continuous") RecordMode record,
    @Describe("What to look for in the picture; nothing if left out.")
        @Nullable AnalyticsConfig analytics) {

  /** What people call this camera. */
  public String displayName() {
    return name == null ? id.value() : name;
  }

  /** How an adapter reaches the camera's main stream. */
  public CameraSpec spec() {
    return new CameraSpec(StreamId.main(id), url, username, password);
  }
}
