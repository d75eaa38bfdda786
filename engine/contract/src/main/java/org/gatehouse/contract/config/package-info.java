/**
 * How a configuration record tells the strict YAML reader about itself: a record's components are
 * its keys (camelCase becomes kebab-case), nullable components may be left out, {@link
 * org.gatehouse.contract.config.Default} gives what an absent key means. Plug-ins bring their own
 * records.
 */
@NullMarked
package org.gatehouse.contract.config;

import org.jspecify.annotations.NullMarked;
