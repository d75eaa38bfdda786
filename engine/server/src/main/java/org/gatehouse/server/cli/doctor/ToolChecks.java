package org.gatehouse.server.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs that the project is built, run and tested with. */
final class ToolChecks {
  private static final int JDK = 25;
  private final Programs programs;

  ToolChecks(Programs programs) {
    this.programs = programs;
  }

  List<Finding> run() {
    List<Finding> found = new ArrayList<>();
    found.add(jdk(Runtime.version(), System.getProperty("java.home")));
    found.add(tool("Maven", "needed only to build", "apt-get install maven", List.of("mvn", "-v")));
    found.add(
        tool(
            "Node.js",
            "needed only to build the page",
            "install Node 20.19 or newer from https://nodejs.org",
            List.of("node", "--version")));
    found.add(
        tool(
            "npm", "needed only to build the page", "it comes with Node.js", List.of("npm", "-v")));
    found.add(
        tool(
            "ffmpeg",
            "optional: tests and looking into recordings",
            "apt-get install ffmpeg",
            List.of("ffmpeg", "-version"),
            List.of("ffprobe", "-version")));
    found.add(chromium());
    return found;
  }

  static Finding jdk(Runtime.Version version, String home) {
    String detail = version + " at " + home;
    return version.feature() >= JDK
        ? Finding.ok("JDK", detail)
        : Finding.fail("JDK", detail, "install JDK " + JDK + " or newer, or set JAVA_HOME to one");
  }

  @SafeVarargs
  private Finding tool(String name, String use, String remedy, List<String>... commands) {
    String version = "";
    for (List<String> command : commands) {
      Optional<Programs.Answer> answer = programs.ask(command.toArray(String[]::new));
      if (answer.isEmpty() || answer.get().code() != 0) {
        return Finding.warn(name, command.getFirst() + " is not there (" + use + ")", remedy);
      }
      version = version.isEmpty() ? plain(answer.get().firstLine()) : version;
    }
    return Finding.ok(name, version);
  }

  private Finding chromium() {
    for (String name : List.of("chromium", "chromium-browser")) {
      Optional<Programs.Answer> answer = programs.ask(name, "--version");
      if (answer.isPresent() && answer.get().code() == 0) {
        return Finding.ok("Chromium", answer.get().firstLine());
      }
    }
    return Finding.warn(
        "Chromium", "not there (optional: tests of the page)", "apt-get install chromium");
  }

  /** Without the colours that Maven writes, and short. */
  private static String plain(String line) {
    String text = line.replaceAll("\u001B\\[[0-9;]*m", "");
    int copyright = text.indexOf(" Copyright");
    return copyright < 0 ? text : text.substring(0, copyright);
  }
}
