package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that submits. Prints {@code acked N} as it goes on, N being on disk, and {@code done}
 * when all are; ends when its standard input does.
 */
@Command(
    name = "delivery-generator",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Submit passages to engines as a worker would; for bench delivery")
public final class GeneratorCommand implements Callable<Integer> {
  private static final long TELL_MILLIS = 50;

  @Option(names = "--offers", required = true, description = "folder that relays write to")
  private @Nullable Path offers;

  @Option(names = "--acks", required = true, description = "file for what was acknowledged")
  private @Nullable Path acks;

  @Option(names = "--events", required = true, description = "how many")
  private int events;

  @Option(names = "--warm-up", required = true, description = "how many come ever faster, first")
  private int warmUp;

  @Option(names = "--rate", required = true, description = "how many a second")
  private double rate;

  @Option(names = "--cameras", required = true, description = "how many cameras they are of")
  private int cameras;

  @Option(names = "--picture-bytes", required = true, description = "of each of two pictures")
  private int pictureBytes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Thread.ofPlatform().daemon().start(StandardInput::awaitEnd);
    try (AckBook book = new AckBook(Objects.requireNonNull(acks))) {
      Generator generator =
          new Generator(new Generator.Plan(events, warmUp, rate, cameras, pictureBytes), book);
      Offers engines = new Offers(Objects.requireNonNull(offers));
      StandardInput.daemon(() -> generator.follow(engines));
      StandardInput.daemon(
          () -> {
            while (true) {
              book.write();
            }
          });
      StandardInput.daemon(() -> tell(book));
      generator.run();
      while (book.durable() < events) {
        TimeUnit.MILLISECONDS.sleep(TELL_MILLIS);
      }
      System.out.println("acked " + book.durable());
      System.out.println("done");
      Thread.currentThread().join();
    }
    return Exit.OK;
  }

  private static void tell(AckBook book) throws InterruptedException {
    while (true) {
      System.out.println("acked " + book.durable());
      TimeUnit.MILLISECONDS.sleep(TELL_MILLIS);
    }
  }
}
