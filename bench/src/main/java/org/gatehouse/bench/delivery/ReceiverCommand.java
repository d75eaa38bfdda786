package org.gatehouse.bench.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.engine.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that receives. Prints {@code at ADDRESS}, then {@code got N} as different passages
 * come; a line on its standard input says how to treat whoever comes (see {@link Inbox.Manner}). It
 * ends with its standard input, once its file is written.
 */
@Command(
    name = "delivery-receiver",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Take events as a backend; for bench delivery")
public final class ReceiverCommand implements Callable<Integer> {
  private static final long TELL_MILLIS = 50;

  @Option(names = "--sink", required = true, description = "what to take them as")
  private Sink sink = Sink.WEBHOOK;

  @Option(names = "--receipts", required = true, description = "file for what came")
  private @Nullable Path receipts;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path file = Objects.requireNonNull(receipts).toAbsolutePath();
    ReceiptBook book = new ReceiptBook(file);
    Inbox inbox = inbox(Objects.requireNonNull(file.getParent()), book);
    System.out.println("at " + inbox.address());
    Thread.ofPlatform()
        .daemon()
        .start(
            () ->
                StandardInput.lines(
                    line -> inbox.be(Inbox.Manner.valueOf(line.toUpperCase(Locale.ROOT))),
                    () -> {
                      inbox.close();
                      book.close();
                    }));
    StandardInput.daemon(
        () -> {
          while (true) {
            System.out.println("got " + book.distinct());
            TimeUnit.MILLISECONDS.sleep(TELL_MILLIS);
          }
        });
    Thread.currentThread().join();
    return Exit.OK;
  }

  private Inbox inbox(Path folder, ReceiptBook book) throws IOException, InterruptedException {
    return switch (sink) {
      case WEBHOOK -> new WebhookInbox(System.getenv(SiteFile.SECRET_VARIABLE), book);
      case MQTT -> new MqttInbox(folder, book).start();
      case KAFKA -> new KafkaInbox(folder, book).start();
    };
  }
}
