package org.gatehouse.analytics.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gatehouse.analytics.messages.MaskingTask;
import org.gatehouse.analytics.messages.MediaUnit;
import org.gatehouse.analytics.protocol.wire.AreaMessages;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.MediaMessages;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.redact.LiveMask;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Covers areas of one live stream for the engine. Loads no model; ends with the engine, as {@link
 * WorkerCommand} does, and with anything that goes wrong.
 */
@Command(name = "mask", description = "Covers areas of one live stream for the engine.")
final class MaskCommand implements Callable<Integer> {
  @Option(names = "--socket", required = true, description = "The engine's Unix socket.")
  private Path socket = Path.of("");

  private @Nullable ParameterSets received;
  private @Nullable ParameterSets told;

  @Override
  public Integer call() throws IOException {
    try (FrameChannel channel = SoloLink.open(socket)) {
      MaskingTask first = channel.receive(MaskingTask.parser());
      if (first == null) {
        return 0;
      }
      if (!first.hasAreas() || first.getAreas().getAreasCount() == 0) {
        throw new ProtocolException("no areas to cover");
      }
      LaneDecoder.preload();
      try (LiveMask mask =
          new LiveMask(new Masks(AreaMessages.fromMessages(first.getAreas().getAreasList())))) {
        serve(channel, mask);
      }
    }
    return 0;
  }

  private void serve(FrameChannel channel, LiveMask mask) throws IOException {
    for (MaskingTask task = channel.receive(MaskingTask.parser());
        task != null;
        task = channel.receive(MaskingTask.parser())) {
      for (AccessUnit covered : mask.cover(numbered(task.getUnit()))) {
        channel.send(answer(covered));
      }
    }
  }

  /** A picture with its number in place of its time. */
  private AccessUnit numbered(MediaUnit unit) throws ProtocolException {
    if (unit.hasParameters()) {
      received = MediaMessages.fromMessage(unit.getParameters());
    }
    ParameterSets parameters = received;
    if (parameters == null) {
      throw new ProtocolException("a picture before any parameter sets");
    }
    return new AccessUnit(
        parameters,
        unit.getSeq(),
        unit.getTicks(),
        unit.getRandomAccess(),
        unit.getLostPackets(),
        unit.getPayload().toByteArray());
  }

  private MediaUnit answer(AccessUnit covered) {
    boolean withParameters = !covered.parameters().equals(told);
    told = covered.parameters();
    return MediaMessages.toMessage(0, covered.epochMicros(), covered, withParameters);
  }
}
