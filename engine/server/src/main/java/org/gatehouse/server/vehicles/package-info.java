/**
 * Sheets of vehicles for the lists: read row by row, told with their lines where they are wrong.
 * Depends on the contract and the binding of configuration. Start at {@link
 * org.gatehouse.server.vehicles.VehicleSheet}.
 */
@NullMarked
package org.gatehouse.server.vehicles;

import org.jspecify.annotations.NullMarked;
