package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gatehouse.contract.config.Secret;

/** A provider on the npm package {@code oidc-provider}; needs Node.js. */
final class ForeignProvider implements AutoCloseable {
  private final Process process;

  private ForeignProvider(Process process) {
    this.process = process;
  }

  /** Listens at its issuer when this returns. */
  static ForeignProvider start(URI issuer, URI callback, Secret secret) throws Exception {
    Path npm = Programs.npm("oidc", "oidc-provider", "provider.mjs");
    ProcessBuilder node =
        new ProcessBuilder("node", "provider.mjs", "" + issuer.getPort(), callback.toString())
            .directory(npm.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    node.environment().put("CLIENT_SECRET", secret.reveal());
    ForeignProvider provider = new ForeignProvider(node.start());
    provider.ready();
    return provider;
  }

  private void ready() throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).isEqualTo("ready");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
