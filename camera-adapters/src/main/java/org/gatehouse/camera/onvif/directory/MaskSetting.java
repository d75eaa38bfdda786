package org.gatehouse.camera.onvif.directory;

import java.net.URI;
import java.util.List;
import org.gatehouse.camera.onvif.MaskService;
import org.gatehouse.camera.onvif.MaskService.Mask;
import org.gatehouse.camera.onvif.MaskService.Point;
import org.gatehouse.camera.onvif.MediaProfile;
import org.gatehouse.camera.onvif.MediaService;
import org.gatehouse.camera.onvif.OnvifDevice;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;

/**
 * The masks over one video source of a camera. ONVIF's corners go from -1 to 1, right and up; ours
 * from 0 to 1, right and down.
 *
 * @param source the token of the source's configuration
 */
record MaskSetting(MaskService service, String source) {
  /** The masks over the source that a stream shows: of its profile, or of the only source. */
  static MaskSetting of(OnvifDevice camera, URI stream)
      throws OnvifException, InterruptedException {
    MediaService media = camera.media();
    List<MediaProfile> profiles = media.profiles();
    List<String> sources =
        profiles.stream().map(MediaProfile::sourceConfiguration).distinct().toList();
    if (sources.size() == 1 && !sources.getFirst().isEmpty()) {
      return new MaskSetting(camera.masks(), sources.getFirst());
    }
    for (MediaProfile profile : profiles) {
      if (samePath(media.streamUri(profile.token(), MediaService.Carrier.RTSP), stream)) {
        return new MaskSetting(camera.masks(), profile.sourceConfiguration());
      }
    }
    throw new OnvifException(
        String.valueOf(stream.getHost()),
        new CameraFault(
            CameraFault.Kind.NOT_FOUND,
            "GetProfiles",
            "it has " + sources.size() + " pictures, and none of its profiles names this stream",
            "take the camera's url from what 'cameras probe' tells"));
  }

  private static boolean samePath(@Nullable URI told, URI stream) {
    return told != null
        && String.valueOf(told.getPath()).equals(String.valueOf(stream.getPath()))
        && String.valueOf(told.getQuery()).equals(String.valueOf(stream.getQuery()));
  }

  /** Sets what is missing; gives what is missing all the same. */
  List<PictureArea> keep(List<PictureArea> areas) throws OnvifException, InterruptedException {
    List<PictureArea> missing = missing(areas);
    if (missing.isEmpty()) {
      return missing;
    }
    for (PictureArea area : missing) {
      set(area);
    }
    return missing(areas);
  }

  /** As it is or, for cameras that mask rectangles only, the rectangle around it. */
  private void set(PictureArea area) throws OnvifException, InterruptedException {
    try {
      set(points(area), area);
    } catch (OnvifException e) {
      if (e.unauthorized()) {
        throw e;
      }
      set(MaskCover.rectangle(points(area)), area);
    }
  }

  /** A mask that turns out not to cover its area is taken away, so that none pile up. */
  private void set(List<Point> polygon, PictureArea area)
      throws OnvifException, InterruptedException {
    String token = service.create(new Mask("", source, polygon, true));
    if (!missing(List.of(area)).isEmpty() && !token.isEmpty()) {
      service.delete(token);
    }
  }

  private List<PictureArea> missing(List<PictureArea> areas)
      throws OnvifException, InterruptedException {
    List<List<Point>> present =
        service.masks(source).stream().filter(Mask::enabled).map(Mask::polygon).toList();
    return areas.stream().filter(area -> !MaskCover.covers(present, points(area))).toList();
  }

  private static List<Point> points(PictureArea area) {
    return area.corners().stream()
        .map(corner -> new Point(2 * corner.x() - 1, 1 - 2 * corner.y()))
        .toList();
  }
}
