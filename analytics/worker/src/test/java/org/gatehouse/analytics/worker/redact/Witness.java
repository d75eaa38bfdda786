package org.gatehouse.analytics.worker.redact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.decode.BgrConverter;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.plate.Effort;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.PlateReader;
import org.gatehouse.analytics.worker.plate.PlateScanner;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.gatehouse.analytics.worker.plate.Sensitivity;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * Tells what our own detectors and reader find in each picture of a film: as the product looks, and
 * more closely than it does. Used by one thread.
 */
public final class Witness {
  /** From here on a lane follows a face. */
  public static final double LANE_SCORE = 0.4;

  private static final int CLOSER = 1280;
  private static final List<String> REGIONS = List.of("CN", "EU", "US", "GENERIC");

  private final FaceDetector faces;
  private final PlateDetector texts;
  private final PlateScanner scanner;
  private final PlateReader reader;

  public Witness(ModelSet models) {
    this.faces = new FaceDetector(models.faceDetector());
    this.texts = new PpOcr(models).detector();
    this.scanner = new PlateScanner(new PpOcr(models), FormatSet.of(REGIONS), Effort.ONE_LOOK);
    this.reader = new PlateReader(new PpOcr(models), FormatSet.of(REGIONS));
  }

  /** What was found in the pictures of a film. */
  public static final class Account {
    public final List<Long> micros = new ArrayList<>();

    /** As {@code gatehouse read} reads them. */
    public final List<String> plates = new ArrayList<>();

    /** Of every line of text that is found with the thresholds down, whatever its confidence. */
    public final List<String> doubtfulPlates = new ArrayList<>();

    public final List<String> faces = new ArrayList<>();
    public int sounds;
    public long firstSoundMicros = -1;

    @Override
    public String toString() {
      return "%d pictures: %d plates, %d doubtful plates, %d faces"
          .formatted(micros.size(), plates.size(), doubtfulPlates.size(), faces.size());
    }
  }

  /** Looks at the pictures of a time, in microseconds of the film. */
  public Account look(Path film, long fromMicros, long toMicros) throws IOException {
    return look(film, fromMicros, toMicros, 1);
  }

  /** Looks at every so many pictures of a time. */
  public Account look(Path film, long fromMicros, long toMicros, int every) throws IOException {
    Account account = new Account();
    try (BgrConverter converter = new BgrConverter()) {
      new FilmReader(List.of(new FilmFile(film, 0)), fromMicros, toMicros)
          .read(
              new FilmSink() {
                @Override
                public void picture(AVFrame frame, long micros) {
                  if (account.micros.size() % every == 0) {
                    look(converter.convert(frame), micros, account);
                  }
                  account.micros.add(micros);
                }

                @Override
                public void sound(AVPacket packet, AVCodecParameters parameters) {
                  account.firstSoundMicros =
                      account.sounds == 0 ? packet.pts() : account.firstSoundMicros;
                  account.sounds++;
                }
              });
    }
    return account;
  }

  private void look(Mat bgr, long micros, Account account) {
    String at = "%.2f s: ".formatted(micros / 1e6);
    scanner.scan(bgr).plates().forEach(found -> account.plates.add(at + found.text()));
    Box whole = new Box(0, 0, bgr.cols(), bgr.rows());
    texts
        .detect(bgr, whole, CLOSER, Sensitivity.COVERING)
        .forEach(
            text ->
                reader
                    .read(bgr, text.quad())
                    .plate()
                    .ifPresent(
                        plate ->
                            account.doubtfulPlates.add(
                                "%s%s in %s".formatted(at, plate.text(), text.quad().bounds()))));
    faces
        .anySign(bgr, LANE_SCORE)
        .forEach(face -> account.faces.add("%s%.2f %s".formatted(at, face.score(), face.box())));
  }
}
