package org.gatehouse.integrations.barrier.http;

import java.nio.file.Path;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Keys of a barrier of type {@code http}. */
@Describe("A relay that is told by HTTP requests, and closes the contact for the pulse itself.")
public record HttpRelayConfig(
    @Describe(
            "Address of an opening; {ms} and {s} in it are the pulse's length in milliseconds and"
                + " seconds.")
        String open,
    @Describe("Address of holding open; it cannot be held if left out.") @Nullable String hold,
    @Describe("Address of closing, which ends holding; needed with hold.") @Nullable String close,
    @Describe("How it is asked: POST, PUT or GET.") @Default("POST") String method,
    @Describe("What is sent along.") @Default("'{}'") String body,
    @Describe("Address that says how it is (GET).") @Nullable String state,
    @Describe("Regular expression of what that says while the arm is up.")
        @Nullable String openWhen,
    @Describe("The same, while it is down.") @Nullable String closedWhen,
    @Describe("The same, while something stands below it.") @Nullable String occupiedWhen,
    @Describe(
            "The same, while nothing does; needed with occupied-when, for what is neither counts as"
                + " occupied.")
        @Nullable String freeWhen,
    @Describe("User name (Basic).") @Nullable String username,
    @Describe("Its password, as env:NAME or file:PATH.") @Nullable Secret password,
    @Describe("Bearer token, as env:NAME or file:PATH.") @Nullable Secret token,
    @Describe("PEM file of the certificates to trust in place of the system's.")
        @Nullable Path ca) {}
