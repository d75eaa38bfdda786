package org.gatehouse.analytics.worker;

import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.gatehouse.analytics.messages.KeyPictureReply;
import org.gatehouse.analytics.messages.KeyPictureRequest;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.protocol.wire.AreaMessages;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.MediaMessages;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.analytics.worker.decode.KeyPicture;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.vision.LumaPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Decodes single key pictures for the engine, one after the other. Loads avcodec and no model; ends
 * with the engine, as {@link WorkerCommand} does.
 */
@Command(name = "key-pictures", description = "Decodes key pictures for the engine.")
final class KeyPicturesCommand implements Callable<Integer> {
  private static final String NO_PICTURE = "it gives no picture by itself";

  @Option(names = "--socket", required = true, description = "The engine's Unix socket.")
  private Path socket = Path.of("");

  @Override
  public Integer call() throws IOException {
    Loader.load(avcodec.class);
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    try (FrameChannel channel = SoloLink.open(socket)) {
      serve(channel);
    }
    return 0;
  }

  private static void serve(FrameChannel channel) throws IOException {
    while (true) {
      KeyPictureRequest request = channel.receive(KeyPictureRequest.parser());
      if (request == null) {
        return;
      }
      channel.send(answer(request));
    }
  }

  private static KeyPictureReply answer(KeyPictureRequest request) throws IOException {
    MediaUnit told = request.getUnit();
    AccessUnit unit =
        MediaMessages.fromMessage(told, MediaMessages.fromMessage(told.getParameters()));
    try {
      return request.getJpegWidth() > 0 ? jpeg(unit, request) : luma(unit);
    } catch (IllegalStateException e) {
      return failure(String.valueOf(e.getMessage()));
    }
  }

  private static KeyPictureReply jpeg(AccessUnit unit, KeyPictureRequest request)
      throws ProtocolException {
    Masks masks = new Masks(AreaMessages.fromMessages(request.getMasksList()));
    byte[] jpeg = KeyPicture.jpeg(unit, request.getJpegWidth(), masks);
    return jpeg == null
        ? failure(NO_PICTURE)
        : KeyPictureReply.newBuilder().setJpeg(UnsafeByteOperations.unsafeWrap(jpeg)).build();
  }

  private static KeyPictureReply luma(AccessUnit unit) {
    LumaPicture picture = KeyPicture.luma(unit);
    return picture == null ? failure(NO_PICTURE) : reply(picture);
  }

  private static KeyPictureReply reply(LumaPicture picture) {
    return KeyPictureReply.newBuilder()
        .setWidth(picture.width())
        .setHeight(picture.height())
        .setLuma(UnsafeByteOperations.unsafeWrap(picture.luma()))
        .build();
  }

  private static KeyPictureReply failure(String why) {
    return KeyPictureReply.newBuilder().setFailure(why).build();
  }
}
