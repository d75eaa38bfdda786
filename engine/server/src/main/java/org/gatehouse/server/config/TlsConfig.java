package org.gatehouse.server.config;

import java.nio.file.Path;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.jspecify.annotations.Nullable;

/** How the page and the API are kept from being read on their way. */
@Describe("HTTPS; without a certificate of one's own the engine makes one for itself.")
public record TlsConfig(
    @Describe(
            "auto: on every address but a loopback one; on: always; off: never, for a proxy in"
                + " front that does it.")
        @Default("auto")
        TlsMode mode,
    @Describe("One's own certificate chain, PEM; the server's own first.")
        @Nullable Path certificate,
    @Describe("Its private key, PEM (PKCS 8).") @Nullable Path key) {}
