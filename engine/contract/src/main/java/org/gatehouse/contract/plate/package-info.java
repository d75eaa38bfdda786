/** Texts of plates: how they are sought, and which of their characters look alike. */
@NullMarked
package org.gatehouse.contract.plate;

import org.jspecify.annotations.NullMarked;
