package org.gatehouse.server.evidence;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.Redactor;
import org.gatehouse.server.sitekey.SiteKey;

/**
 * What exports are made of.
 *
 * @param masks areas of a camera's picture that nobody may see
 */
public record ExportParts(
    String site,
    String version,
    Footage footage,
    Redactor redactor,
    Function<CameraId, List<PictureArea>> masks,
    SiteKey key,
    Ticker ticker) {
  Instant now() {
    return Instant.EPOCH.plusNanos(ticker.epochMicros() * 1000);
  }
}
