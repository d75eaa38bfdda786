package org.gatehouse.contract.vision;

import java.nio.file.Path;

/**
 * Who one is to machines that are spoken to over TLS, and whom one believes. All in PEM.
 *
 * @param certificate with those that lead to the authority behind it
 * @param key in PKCS #8, for its owner only
 * @param authority whose certificates are believed, and no others
 */
public record TlsFiles(Path certificate, Path key, Path authority) {}
