/**
 * Events as lines of JSON in files. Depends on the contract and the CloudEvents package. Called by
 * several threads at once. Start at {@link org.gatehouse.integrations.file.FileProvider}.
 */
@NullMarked
package org.gatehouse.integrations.file;

import org.jspecify.annotations.NullMarked;
