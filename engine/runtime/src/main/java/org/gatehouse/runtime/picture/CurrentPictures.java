package org.gatehouse.runtime.picture;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.media.VideoCodec;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;

/**
 * The latest key picture of a stream as JPEG, decoded by another process. Whoever asks for the same
 * picture shares it, and few are decoded at once, so that those that judge frozen cameras are not
 * held up. Calls block; thread-safe.
 */
public final class CurrentPictures {
  private static final int AT_ONCE = 4;
  private static final Duration DECODING = Duration.ofSeconds(15);

  private final @Nullable KeyPictureDecoder decoder;
  private final Function<StreamId, List<PictureArea>> masks;
  private final Semaphore underWay = new Semaphore(AT_ONCE);

  /** The last one of each stream. */
  private final Map<StreamId, Shared> last = new ConcurrentHashMap<>();

  private record Shared(Wanted wanted, CompletableFuture<byte[]> jpeg) {}

  /** What tells two pictures of a stream apart. */
  private record Wanted(long epochMicros, int width, List<PictureArea> masks) {}

  /**
   * A picture.
   *
   * @param jpeg must not be changed
   * @param epochMicros when it was received
   */
  public record Picture(byte[] jpeg, long epochMicros) {
    @Override
    public boolean equals(Object o) {
      return this == o;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "Picture[" + jpeg.length + " bytes of " + epochMicros + "]";
    }
  }

  /** Why there is none, in words for whoever asked. */
  public static final class NoPicture extends Exception {
    private static final long serialVersionUID = 1;

    NoPicture(String why) {
      super(why);
    }
  }

  /**
   * Pictures from that decoder; without one, only those of MJPEG streams at their own size.
   *
   * @param masks what nobody may see of a stream: it is covered
   */
  public CurrentPictures(
      @Nullable KeyPictureDecoder decoder, Function<StreamId, List<PictureArea>> masks) {
    this.decoder = decoder;
    this.masks = masks;
  }

  /**
   * The latest key picture, or the first one to come within {@code patience}.
   *
   * @param width pixels at most
   */
  public Picture of(StreamSource source, int width, Duration patience)
      throws NoPicture, InterruptedException {
    AccessUnit unit = latest(source, patience);
    if (unit == null) {
      throw new NoPicture("no key picture came within " + patience.toSeconds() + " s");
    }
    List<PictureArea> covered = masks.apply(source.id());
    boolean asItIs =
        unit.parameters().codec() == VideoCodec.MJPEG
            && unit.parameters().width() <= width
            && covered.isEmpty();
    Wanted wanted = new Wanted(unit.epochMicros(), width, covered);
    byte[] jpeg = asItIs ? unit.payload().array() : decoded(source.id(), unit, wanted);
    return new Picture(jpeg, unit.epochMicros());
  }

  private static @Nullable AccessUnit latest(StreamSource source, Duration patience)
      throws InterruptedException {
    try (StreamReader reader = source.open(StreamSource.Start.LATEST_RANDOM_ACCESS)) {
      AccessUnit unit = reader.take(patience);
      return unit == null ? null : unit.detached();
    }
  }

  private byte[] decoded(StreamId stream, AccessUnit unit, Wanted wanted)
      throws NoPicture, InterruptedException {
    Shared shared = last.get(stream);
    boolean fits =
        shared != null && shared.wanted.equals(wanted) && !shared.jpeg.isCompletedExceptionally();
    CompletableFuture<byte[]> jpeg =
        shared != null && fits ? shared.jpeg : ask(stream, unit, wanted);
    try {
      return jpeg.get(DECODING.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new NoPicture(String.valueOf(cause.getMessage()));
    } catch (TimeoutException e) {
      throw new NoPicture("the decoder did not answer within " + DECODING.toSeconds() + " s");
    }
  }

  private CompletableFuture<byte[]> ask(StreamId stream, AccessUnit unit, Wanted wanted)
      throws NoPicture {
    if (decoder == null) {
      throw new NoPicture("this installation has no decoder");
    }
    if (!underWay.tryAcquire()) {
      throw new NoPicture("too many pictures are asked for at once; ask again in a second");
    }
    CompletableFuture<byte[]> jpeg =
        decoder
            .jpeg(unit, wanted.width, wanted.masks)
            .whenComplete((bytes, failure) -> underWay.release());
    last.put(stream, new Shared(wanted, jpeg));
    return jpeg;
  }

  /** A camera is gone. */
  public void forget(StreamId stream) {
    last.remove(stream);
  }
}
