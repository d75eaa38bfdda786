package org.gatehouse.runtime.picture;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.media.VideoCodec;
import org.gatehouse.contract.vision.KeyPictureDecoder;
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
  private final Semaphore underWay = new Semaphore(AT_ONCE);

  /** The last one of each stream. */
  private final Map<StreamId, Shared> last = new ConcurrentHashMap<>();

  private record Shared(long epochMicros, int width, CompletableFuture<byte[]> jpeg) {}

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

  /** Pictures from that decoder; without one, only those of MJPEG streams at their own size. */
  public CurrentPictures(@Nullable KeyPictureDecoder decoder) {
    this.decoder = decoder;
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
    boolean asItIs =
        unit.parameters().codec() == VideoCodec.MJPEG && unit.parameters().width() <= width;
    byte[] jpeg = asItIs ? unit.payload().array() : decoded(source.id(), unit, width);
    return new Picture(jpeg, unit.epochMicros());
  }

  private static @Nullable AccessUnit latest(StreamSource source, Duration patience)
      throws InterruptedException {
    try (StreamReader reader = source.open(StreamSource.Start.LATEST_RANDOM_ACCESS)) {
      AccessUnit unit = reader.take(patience);
      return unit == null ? null : unit.detached();
    }
  }

  private byte[] decoded(StreamId stream, AccessUnit unit, int width)
      throws NoPicture, InterruptedException {
    Shared shared = last.get(stream);
    boolean fits =
        shared != null
            && shared.epochMicros == unit.epochMicros()
            && shared.width == width
            && !shared.jpeg.isCompletedExceptionally();
    CompletableFuture<byte[]> jpeg =
        shared != null && fits ? shared.jpeg : ask(stream, unit, width);
    try {
      return jpeg.get(DECODING.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new NoPicture(String.valueOf(cause.getMessage()));
    } catch (TimeoutException e) {
      throw new NoPicture("the decoder did not answer within " + DECODING.toSeconds() + " s");
    }
  }

  private CompletableFuture<byte[]> ask(StreamId stream, AccessUnit unit, int width)
      throws NoPicture {
    if (decoder == null) {
      throw new NoPicture("this installation has no decoder");
    }
    if (!underWay.tryAcquire()) {
      throw new NoPicture("too many pictures are asked for at once; ask again in a second");
    }
    CompletableFuture<byte[]> jpeg =
        decoder.jpeg(unit, width).whenComplete((bytes, failure) -> underWay.release());
    last.put(stream, new Shared(unit.epochMicros(), width, jpeg));
    return jpeg;
  }

  /** A camera is gone. */
  public void forget(StreamId stream) {
    last.remove(stream);
  }
}
