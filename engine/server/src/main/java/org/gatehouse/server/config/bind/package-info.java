/**
 * Strict YAML 1.2 to records, and the same records to a JSON Schema. Pure: text in, values or
 * problems out; only {@link org.gatehouse.server.config.bind.SecretReader} looks at environment and
 * files. Knows nothing of sites and cameras. Start at {@link
 * org.gatehouse.server.config.bind.YamlBinder}.
 */
@NullMarked
package org.gatehouse.server.config.bind;

import org.jspecify.annotations.NullMarked;
