/**
 * The port to backends. A destination plug-in is one package and one ServiceLoader line: a {@link
 * org.gatehouse.contract.delivery.EventSinkProvider}.
 */
@NullMarked
package org.gatehouse.contract.delivery;

import org.jspecify.annotations.NullMarked;
