/**
 * The ports of gates: barriers that are told to open, and what is kept of that on disk. A barrier
 * plug-in is one package and one ServiceLoader line: a {@link
 * org.gatehouse.contract.gate.BarrierProvider}.
 */
@NullMarked
package org.gatehouse.contract.gate;

import org.jspecify.annotations.NullMarked;
