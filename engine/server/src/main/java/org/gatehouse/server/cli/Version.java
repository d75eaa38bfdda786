package org.gatehouse.server.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it into the jar. */
public final class Version implements IVersionProvider {
  /** The version's number; {@code dev} when run from class files. */
  public static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"gatehouse " + number() + " (Java " + Runtime.version() + ")"};
  }
}
