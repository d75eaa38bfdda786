package org.gatehouse.bench.fleet;

/**
 * A camera that the fleet serves.
 *
 * @param scene what it shows, a word of {@link org.gatehouse.bench.clip.ClipScene}
 * @param codec {@code H264} or {@code H265}
 * @param login whether it wants the fleet's user name and password
 */
public record FleetCameraInfo(String id, String url, String scene, String codec, boolean login) {}
