package org.gatehouse.analytics.protocol.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a worker. The shell turns core dumps off, leaves the terminal's and the
 * service manager's signals to the engine (which ends its workers in order, while a worker ends of
 * itself when its standard input does) and lowers the priority; then it becomes the worker, so that
 * the process id stays.
 */
final class WorkerCommand {
  private static final String SHELL =
      """
      ulimit -c 0 2>/dev/null
      trap '' INT HUP TERM
      if command -v nice >/dev/null 2>&1; then exec nice -n 10 "$@"; fi
      exec "$@"
      """;

  private WorkerCommand() {}

  /**
   * The whole command.
   *
   * @param base starts the worker's main class, for example {@code java -cp ... Main}
   * @param socket where the engine listens
   * @param natives where JavaCPP unpacks native libraries; of no other live process
   * @param crashes where the JVM writes its report when it crashes
   */
  static List<String> compose(List<String> base, Path socket, Path natives, Path crashes) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "gatehouse-worker"));
    command.add(base.getFirst());
    command.addAll(jvmFlags(base, natives, crashes));
    command.addAll(base.subList(1, base.size()));
    command.addAll(List.of("worker", "--socket", socket.toString()));
    return List.copyOf(command);
  }

  /** The command of a process that does one thing alone and loads no model: with a small heap. */
  static List<String> composeSmall(
      String task, List<String> base, Path socket, Path natives, Path crashes) {
    List<String> command = new ArrayList<>(composeFor(task, base, socket, natives, crashes));
    command.replaceAll(word -> word.equals("-Xmx768m") ? "-Xmx160m" : word);
    return List.copyOf(command);
  }

  /** The command of a process that does one thing alone, by the name of it. */
  static List<String> composeFor(
      String task, List<String> base, Path socket, Path natives, Path crashes) {
    List<String> command = new ArrayList<>(compose(base, socket, natives, crashes));
    command.set(command.lastIndexOf("worker"), task);
    return List.copyOf(command);
  }

  /** They come before the flags that the command has itself, so that those win. */
  private static List<String> jvmFlags(List<String> base, Path natives, Path crashes) {
    Path program = Path.of(base.getFirst()).getFileName();
    if (program == null || !program.toString().equals("java")) {
      return List.of();
    }
    return List.of(
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx768m",
        "-XX:+UseSerialGC",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:ErrorFile=" + crashes.resolve("worker-crash-%p.log"),
        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
        "-Dorg.bytedeco.javacpp.cachedir=" + natives);
  }
}
