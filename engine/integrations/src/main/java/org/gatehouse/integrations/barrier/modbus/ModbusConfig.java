package org.gatehouse.integrations.barrier.modbus;

import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.jspecify.annotations.Nullable;

/** Keys of a barrier of type {@code modbus}. Addresses count from 0. */
@Describe("A relay with Modbus TCP. Addresses of coils and inputs count from 0.")
public record ModbusConfig(
    @Describe("Name or address of the relay.") String host,
    @Describe("Its port.") @Default("502") int port,
    @Describe("Unit behind a gateway.") @Default("1") int unit,
    @Describe("Coil of the opening contact, switched on for the pulse.") int openCoil,
    @Describe("Coil of the contact that holds open; the opening one if left out.")
        @Nullable Integer holdCoil,
    @Describe("Coil of the contact that closes, switched on for the pulse; none if left out.")
        @Nullable Integer closeCoil,
    @Describe("Input that is on while the arm is up.") @Nullable Integer openInput,
    @Describe("Input that is on while the arm is down.") @Nullable Integer closedInput,
    @Describe("Input of the loop, on while something stands below the arm.")
        @Nullable Integer loopInput,
    @Describe("Whether the loop's input is off in place of on then: a broken wire is occupied.")
        @Default("false")
        boolean loopInverted) {}
