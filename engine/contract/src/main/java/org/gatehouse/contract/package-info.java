/**
 * The words and the ports of Gatehouse; every other module speaks them, and they depend on none.
 */
@NullMarked
package org.gatehouse.contract;

import org.jspecify.annotations.NullMarked;
