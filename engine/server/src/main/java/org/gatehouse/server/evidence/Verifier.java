package org.gatehouse.server.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.sitekey.PublicKeyText;
import org.gatehouse.server.sitekey.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export: that its manifest was signed with the key of that fingerprint, and that its
 * files are those of the manifest. Needs nothing but the export. Stateless.
 */
public final class Verifier {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> OWN = Set.of(Manifest.FILE, Manifest.SIGNATURE, Manifest.KEY);

  /**
   * What was found.
   *
   * @param manifest what the export says of itself; null if its signature does not hold
   * @param checked names of the files that are as they were
   * @param faults what does not hold; empty if all does
   */
  public record Verdict(@Nullable JsonNode manifest, List<String> checked, List<String> faults) {
    /** True if nothing was changed, taken away or added. */
    public boolean holds() {
      return faults.isEmpty();
    }
  }

  private Verifier() {}

  /**
   * Checks it.
   *
   * @param what a manifest or a folder, for all files; or a file beside its manifest, for that one
   * @param fingerprint of the key that it must be signed with, as {@code evidence key} shows it
   * @throws ConfigException if there is nothing that could be checked
   */
  public static Verdict verify(Path what, String fingerprint) {
    String expected = fingerprint.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
    if (!FINGERPRINT.matcher(expected).matches()) {
      throw new ConfigException(
          "a key's fingerprint has 64 hexadecimal digits; './gatehouse evidence key' shows it");
    }
    Path folder = Files.isDirectory(what) ? what : what.toAbsolutePath().getParent();
    boolean one = !Files.isDirectory(what) && !OWN.contains(name(what));
    if (folder == null || !Files.isRegularFile(folder.resolve(Manifest.FILE))) {
      throw new ConfigException(
          "there is no "
              + Manifest.FILE
              + " "
              + (one ? "beside " : "at ")
              + what
              + ": an export can be verified only together with it");
    }
    try {
      return verify(folder, one ? name(what) : null, expected);
    } catch (IOException e) {
      throw new ConfigException("the export at " + folder + " cannot be read: " + e, e);
    }
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private static Verdict verify(Path folder, @Nullable String only, String expected)
      throws IOException {
    byte[] text = Files.readAllBytes(folder.resolve(Manifest.FILE));
    String fault = signatureFault(folder, text, expected);
    if (fault != null) {
      return new Verdict(null, List.of(), List.of(fault));
    }
    JsonNode manifest;
    List<Manifest.Listed> files;
    try {
      manifest = Manifest.parse(text);
      files = Manifest.files(manifest);
    } catch (IOException e) {
      return new Verdict(null, List.of(), List.of(Manifest.FILE + " is none: " + e.getMessage()));
    }
    List<String> checked = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Manifest.Listed file : files) {
      if (only == null || only.equals(file.name())) {
        check(folder, file, checked, faults);
      }
    }
    if (only == null) {
      strangers(folder, files, faults);
    } else if (files.stream().noneMatch(file -> file.name().equals(only))) {
      faults.add(only + ": not part of this export");
    }
    return new Verdict(manifest, checked, faults);
  }

  /** Why the manifest is not to be trusted; null if it is. */
  private static @Nullable String signatureFault(Path folder, byte[] text, String expected)
      throws IOException {
    try {
      String pem = Files.readString(folder.resolve(Manifest.KEY), StandardCharsets.ISO_8859_1);
      PublicKeyText key = PublicKeyText.parse(pem);
      if (!key.fingerprint().equals(expected)) {
        return "it is signed with another key: its fingerprint is " + key.fingerprint();
      }
      byte[] signature = Files.readAllBytes(folder.resolve(Manifest.SIGNATURE));
      return key.signed(text, signature)
          ? null
          : Manifest.FILE + ": was changed after it was signed";
    } catch (NoSuchFileException e) {
      return name(Path.of(String.valueOf(e.getMessage()))) + ": missing";
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Manifest.KEY + ": holds no key of a site";
    }
  }

  private static void check(
      Path folder, Manifest.Listed file, List<String> checked, List<String> faults)
      throws IOException {
    Path path = folder.resolve(file.name());
    if (!Files.isRegularFile(path)) {
      faults.add(file.name() + ": missing");
    } else if (!Sha256.of(path).equals(file.sha256())) {
      faults.add(file.name() + ": was changed");
    } else {
      checked.add(file.name());
    }
  }

  /** What lies in the folder as if it were part of the export. */
  private static void strangers(Path folder, List<Manifest.Listed> files, List<String> faults)
      throws IOException {
    Set<String> known = new TreeSet<>(OWN);
    files.forEach(file -> known.add(file.name()));
    try (Stream<Path> there = Files.list(folder)) {
      there
          .map(Verifier::name)
          .filter(name -> !known.contains(name))
          .sorted()
          .forEach(name -> faults.add(name + ": not part of this export"));
    }
  }
}
