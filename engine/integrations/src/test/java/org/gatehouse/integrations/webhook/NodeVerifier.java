package org.gatehouse.integrations.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gatehouse.integrations.NodePackage;
import org.gatehouse.integrations.Samples;

/** The npm package {@code standardwebhooks} as an independent receiver; needs Node.js. */
record NodeVerifier(NodePackage npm) {
  /** Installs the package; without Node.js or a registry the test is skipped, or fails on CI. */
  static NodeVerifier install() throws Exception {
    return new NodeVerifier(
        NodePackage.install(Path.of("src/test/npm"), "npm-verifier", "verify.mjs"));
  }

  /** The ids of what was verified, or {@code REFUSED reason}, one for each request. */
  List<String> verify(List<Receiver.Request> requests) throws Exception {
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (Receiver.Request request : requests) {
      lines.append(json.writeValueAsString(request)).append('\n');
    }
    Path file = Files.writeString(npm.folder().resolve("requests.jsonl"), lines);
    String said =
        npm.run(
            List.of("node", "verify.mjs", file.toString()),
            Map.of("WEBHOOK_SECRET", Samples.SECRET_TEXT));
    return said.lines().toList();
  }
}
