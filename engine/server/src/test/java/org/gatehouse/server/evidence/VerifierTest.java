package org.gatehouse.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.server.evidence.Desk.GATE;
import static org.gatehouse.server.evidence.Desk.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.sitekey.Sha256;
import org.gatehouse.server.sitekey.SiteKey;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One changed byte, another key, a missing or an added file: each is found. */
class VerifierTest {
  @TempDir Path data;
  @TempDir Path folder;
  private String fingerprint = "";
  private Path video = folder;

  @BeforeEach
  void export() throws Exception {
    try (Desk desk = new Desk(data)) {
      desk.record(GATE, 0, 10);
      Export export = desk.made(request(false, GATE));
      fingerprint = desk.fingerprint();
      try (Stream<Path> files = Files.list(export.folder())) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
      video = folder.resolve(export.items().getFirst().name());
    }
  }

  private Verifier.Verdict verify(Path what) {
    return Verifier.verify(what, fingerprint);
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void verify_folderManifestOrFile_holds() {
    assertThat(verify(folder).holds()).isTrue();
    assertThat(verify(folder.resolve("manifest.json")).holds()).isTrue();
    assertThat(verify(video).checked()).containsExactly(video.getFileName().toString());
    assertThat(Verifier.verify(folder, fingerprint.toUpperCase(Locale.ROOT)).holds()).isTrue();
  }

  @Test
  void verify_oneByteOfTheVideoChanged_fails() throws IOException {
    for (long at : new long[] {0, Files.size(video) / 2, Files.size(video) - 1}) {
      flip(video, (int) at);
      assertThat(verify(folder).faults()).containsExactly(video.getFileName() + ": was changed");
      assertThat(verify(video).holds()).isFalse();
      flip(video, (int) at);
    }
    assertThat(verify(folder).holds()).isTrue();
  }

  @Test
  void verify_anyByteOfManifestOrSignatureOrKeyChanged_fails() throws IOException {
    for (String name : new String[] {"manifest.json", "manifest.json.sig", "key.pem"}) {
      Path file = folder.resolve(name);
      long size = Files.size(file);
      for (int at = name.equals("key.pem") ? 40 : 0; at < size - 30; at += 7) {
        flip(file, at);
        assertThat(verify(folder).holds()).as("%s, byte %d", name, at).isFalse();
        flip(file, at);
      }
    }
    assertThat(verify(folder).holds()).isTrue();
  }

  @Test
  void verify_changedAndSignedAnewWithAnotherKey_fails(@TempDir Path other) throws Exception {
    flip(video, 100);
    @SuppressWarnings("unchecked")
    Map<String, Object> tree =
        new ObjectMapper().readValue(folder.resolve("manifest.json").toFile(), Map.class);
    tree.put(
        "files",
        List.of(Map.of("name", video.getFileName().toString(), "sha256", Sha256.of(video))));
    SiteKey forger = SiteKey.in(other);
    Manifest.write(folder, tree, forger);
    assertThat(Verifier.verify(folder, forger.open().fingerprint()).holds()).isTrue();
    assertThat(verify(folder).faults())
        .singleElement()
        .asString()
        .contains("another key", forger.open().fingerprint());
    // With the true key put beside it, the signature does not fit.
    Files.writeString(folder.resolve("key.pem"), SiteKey.in(data).open().pem());
    assertThat(verify(folder).faults())
        .containsExactly("manifest.json: was changed after it was signed");
  }

  @Test
  void verify_fileMissingOrAdded_fails() throws IOException {
    Path extra = Files.writeString(folder.resolve("other.mp4"), "from elsewhere");
    assertThat(verify(folder).faults()).containsExactly("other.mp4: not part of this export");
    assertThat(verify(extra).faults()).containsExactly("other.mp4: not part of this export");
    Files.delete(extra);
    Files.delete(video);
    assertThat(verify(folder).faults()).containsExactly(video.getFileName() + ": missing");
    Files.delete(folder.resolve("manifest.json.sig"));
    assertThat(verify(folder).faults()).containsExactly("manifest.json.sig: missing");
  }

  @Test
  void verify_nothingToCheck_isRefusedAndSaysWhatIsWanted() throws IOException {
    assertThatThrownBy(() -> Verifier.verify(folder, "abc"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("64 hexadecimal digits");
    Files.delete(folder.resolve("manifest.json"));
    assertThatThrownBy(() -> verify(video))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no manifest.json beside");
  }

  /** The commands of docs/operating.md "Evidence". */
  @Test
  void openssl_documentedCommands_agree() throws Exception {
    assumeOpenssl();
    assertThat(
            shell(
                "openssl dgst -sha256 -verify key.pem -signature manifest.json.sig manifest.json"))
        .isEqualTo("Verified OK");
    assertThat(shell("openssl pkey -pubin -in key.pem -outform DER | openssl dgst -sha256"))
        .endsWith(fingerprint);
    assertThat(shell("openssl dgst -sha256 " + video.getFileName()))
        .endsWith(Sha256.of(video))
        .satisfies(
            line ->
                assertThat(Files.readString(folder.resolve("manifest.json")))
                    .contains(line.substring(line.length() - 64)));
    flip(folder.resolve("manifest.json"), 5);
    assertThat(
            shell(
                "openssl dgst -sha256 -verify key.pem -signature manifest.json.sig manifest.json ||"
                    + " true"))
        .contains("Verification failure");
  }

  private static void assumeOpenssl() throws InterruptedException {
    boolean present;
    try {
      present = new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException missing) {
      present = false;
    }
    if (!present && "true".equals(System.getenv("CI"))) {
      Assertions.fail("openssl must be installed where CI=true");
    }
    Assumptions.assumeTrue(present, "skipped: openssl is not installed");
  }

  private String shell(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text.strip();
  }
}
