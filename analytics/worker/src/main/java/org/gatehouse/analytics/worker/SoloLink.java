package org.gatehouse.analytics.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Hello;
import org.gatehouse.analytics.messages.Role;
import org.gatehouse.analytics.messages.ToWorker;
import org.gatehouse.analytics.protocol.wire.FrameChannel;
import org.gatehouse.analytics.protocol.wire.Protocol;
import org.gatehouse.contract.config.ConfigException;

/**
 * The one connection of a process that does one thing for the engine. The engine writes a token to
 * standard input and keeps it open; the process ends with it, as {@link WorkerCommand} does.
 */
final class SoloLink {
  private SoloLink() {}

  /** Reads the token, connects and greets. */
  static FrameChannel open(Path socket) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String token = input.readLine();
    if (token == null) {
      throw new ConfigException(
          "no token came on standard input: this command is for the engine to start");
    }
    Thread.ofPlatform().daemon().name("engine-watch").start(() -> WorkerCommand.endWith(input));
    FrameChannel channel = FrameChannel.connect(socket);
    try {
      greet(channel, token);
      return channel;
    } catch (IOException | ConfigException e) {
      channel.close();
      throw e;
    }
  }

  private static void greet(FrameChannel channel, String token) throws IOException {
    channel.send(
        FromWorker.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setProtocolVersion(Protocol.VERSION)
                    .setRole(Role.ROLE_MEDIA)
                    .setToken(token)
                    .setPid(ProcessHandle.current().pid()))
            .build());
    ToWorker answer = channel.receive(ToWorker.parser());
    if (answer == null || !answer.hasWelcome() || !answer.getWelcome().getRefusal().isEmpty()) {
      throw new ConfigException("the engine refuses this process");
    }
  }
}
