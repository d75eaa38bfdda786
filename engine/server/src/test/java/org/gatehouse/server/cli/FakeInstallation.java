package org.gatehouse.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The real launcher script in a project that is only folders, on a machine whose JDK, Maven and
 * Node are small scripts. Java's stand-in prints what it was called with, Maven's writes what a
 * build would.
 */
final class FakeInstallation {
  private static final List<String> SYSTEM_TOOLS =
      List.of(
          "sh",
          "awk",
          "cat",
          "chmod",
          "cp",
          "date",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "id",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "tail",
          "touch",
          "tr",
          "uname",
          "xargs");

  /** Writes class paths and jars as the build does, then does what {@code mvn.sh} adds. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$@" >> "$FAKE/mvn.calls"
      echo "JAVA_HOME=$JAVA_HOME" >> "$FAKE/mvn.calls"
      echo '[INFO] Building Gatehouse contract 0.1.0      [2/12]'
      echo 'WARNING: A terminally deprecated method in sun.misc.Unsafe has been called' >&2
      if [ -f "$FAKE/mvn.sh" ]; then . "$FAKE/mvn.sh"; fi
      for module in engine/server analytics/worker bench; do
        mkdir -p $module/target
        echo jar > $module/target/gatehouse-x-0.1.0.jar
        printf '%s' "$PWD/$module/target/gatehouse-x-0.1.0.jar" > $module/target/runtime.classpath
      done
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      echo "pid=$$"
      echo "home=${GATEHOUSE_HOME:-}"
      for word in "$@"; do echo "$word"; done
      """;

  /** How a call of the launcher ended. */
  record Outcome(int code, String out, String err, long pid) {}

  final Path project;
  final Path tools;
  final Path jvms;
  private final Path root;
  final Map<String, String> environment = new TreeMap<>();

  FakeInstallation(Path root) throws IOException {
    this.root = root;
    project = Files.createDirectories(root.resolve("the project"));
    tools = Files.createDirectories(root.resolve("bin"));
    jvms = Files.createDirectories(root.resolve("jvm"));
    for (String tool : SYSTEM_TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), find(tool));
    }
    Path source = Path.of(System.getProperty("gatehouse.root", "../.."));
    Files.copy(source.resolve("gatehouse"), project.resolve("gatehouse"));
    project.resolve("gatehouse").toFile().setExecutable(true);
    String help = "engine/server/src/main/resources/org/gatehouse/server/cli/help.txt";
    write(help, Files.readString(source.resolve(help)));
    write("pom.xml", "<project/>");
    write("bench/src/main/A.java", "class A {}");
    write("bench/src/test/ATest.java", "class ATest {}");
    write("camera-adapters/pom.xml", "<project/>");
    write("analytics/worker/pom.xml", "<project/>");
    environment.put("FAKE", root.toString());
    environment.put("HOME", root.toString());
    environment.put("PATH", tools.toString());
    environment.put("GATEHOUSE_JVM_DIR", jvms.toString());
  }

  /** With a JDK 25, Maven, Node and npm. */
  FakeInstallation equipped() throws IOException {
    jdk(jvms.resolve("jdk-25"), "25.0.3");
    script(tools.resolve("mvn"), MAVEN);
    script(tools.resolve("node"), "#!/bin/sh\necho v22.12.0\n");
    script(tools.resolve("npm"), "#!/bin/sh\n");
    return this;
  }

  Path jdk(Path folder, String version) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(folder.resolve("bin/java"), JAVA);
    script(folder.resolve("bin/javac"), "#!/bin/sh\n");
    return folder;
  }

  /** Lets Maven's stand-in do this, too. */
  void mavenAlso(String shell) throws IOException {
    Files.writeString(root.resolve("mvn.sh"), shell);
  }

  List<String> mavenCalls() throws IOException {
    Path calls = root.resolve("mvn.calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** Replaces {@code file}; a link is replaced itself, never what it points at. */
  static void script(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    file.toFile().setExecutable(true);
  }

  Outcome gatehouse(String... words) throws IOException, InterruptedException {
    return start(project.resolve("gatehouse"), root, words);
  }

  Outcome start(Path script, Path folder, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(words));
    Path out = Files.createTempFile(root, "out", "");
    Path err = Files.createTempFile(root, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the launcher hangs: " + Files.readString(err));
    }
    return new Outcome(process.exitValue(), text(out), text(err), process.pid());
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static Path find(String tool) {
    for (String folder : List.of("/usr/bin", "/bin")) {
      Path path = Path.of(folder, tool);
      if (Files.isExecutable(path)) {
        return path;
      }
    }
    throw new AssertionError("no " + tool + " on this machine");
  }
}
