package org.gatehouse.analytics.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gatehouse.analytics.messages.RedactionReport;
import org.gatehouse.analytics.messages.RedactionRequest;
import org.gatehouse.analytics.messages.RedactionResult;
import org.gatehouse.analytics.protocol.wire.AreaMessages;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.ProtocolException;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.redact.FilmFile;
import org.gatehouse.analytics.worker.redact.Order;
import org.gatehouse.analytics.worker.redact.Outcome;
import org.gatehouse.analytics.worker.redact.Redaction;
import org.gatehouse.contract.time.Ticker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes one redacted film for the engine and ends; or ends with the engine. */
@Command(name = "redact", description = "Writes one redacted film for the engine.")
final class RedactCommand implements Callable<Integer> {
  /** Half a tick of the recordings' clock: times are told in whole microseconds. */
  private static final long ROUNDING_MICROS = 5;

  private static final int MOST_THREADS = 4;

  @Option(names = "--socket", required = true, description = "The engine's Unix socket.")
  private Path socket = Path.of("");

  @Override
  public Integer call() throws IOException {
    try (FrameChannel channel = SoloLink.open(socket)) {
      RedactionRequest request = channel.receive(RedactionRequest.parser());
      if (request != null) {
        channel.send(answer(request, channel));
        // The engine hangs up once it has read that.
        channel.receive(RedactionRequest.parser());
      }
    }
    return 0;
  }

  private static RedactionReport answer(RedactionRequest request, FrameChannel channel)
      throws ProtocolException {
    LaneDecoder.preload();
    Order order = order(request);
    FilmProgress progress = new FilmProgress(order, channel, Ticker.system());
    try (ModelSet models = ModelSet.load(threads())) {
      Outcome outcome = new Redaction(order, models, progress).run();
      return RedactionReport.newBuilder().setResult(result(outcome)).build();
    } catch (IOException | RuntimeException e) {
      return RedactionReport.newBuilder().setFailure(words(e)).build();
    }
  }

  private static String words(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Half of the machine: recording and live view go before, whatever the priority says. */
  private static int threads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_THREADS);
  }

  private static Order order(RedactionRequest request) throws ProtocolException {
    long from = request.getSkipMicros() - ROUNDING_MICROS;
    return new Order(
        List.of(new FilmFile(Path.of(request.getInput()), 0)),
        from,
        from + request.getLengthMicros(),
        new Masks(AreaMessages.fromMessages(request.getMasksList())),
        Path.of(request.getOutput()));
  }

  private static RedactionResult result(Outcome outcome) {
    return RedactionResult.newBuilder()
        .setPictures(outcome.pictures())
        .setCovered(outcome.covered())
        .setDamaged(outcome.damaged())
        .setSound(outcome.sound())
        .build();
  }
}
