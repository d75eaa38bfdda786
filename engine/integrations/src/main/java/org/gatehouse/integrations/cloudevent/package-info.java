/**
 * Events as CloudEvents 1.0, for all destinations: the attributes, the data with where its pictures
 * are, and both in one JSON object. Depends on the contract and a JSON library. Pure but for
 * reading pictures; any thread. Start at {@link org.gatehouse.integrations.cloudevent.CloudEvents}.
 */
@NullMarked
package org.gatehouse.integrations.cloudevent;

import org.jspecify.annotations.NullMarked;
