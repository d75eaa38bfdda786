/**
 * Lists of vehicles: who may pass which lane when, and the port behind which they are kept. Plain
 * values; depends on the JDK only. Start at {@link org.gatehouse.contract.list.VehicleListStore}.
 */
@NullMarked
package org.gatehouse.contract.list;

import org.jspecify.annotations.NullMarked;
