/**
 * Barriers behind a relay with Modbus TCP (Modbus Messaging on TCP/IP Implementation Guide V1.0b):
 * a client of the four functions that this needs. Depends on the contract. Start at {@link
 * org.gatehouse.integrations.barrier.modbus.ModbusProvider}.
 */
@NullMarked
package org.gatehouse.integrations.barrier.modbus;

import org.jspecify.annotations.NullMarked;
