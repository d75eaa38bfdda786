/**
 * Delivers events to an HTTP address: CloudEvents 1.0 in JSON, signed as Standard Webhooks says.
 * Depends on the contract, the JDK's HTTP client, and the two formats' libraries. Runs on the
 * outbox's delivery threads. Start at {@link org.gatehouse.integrations.webhook.WebhookSink}.
 */
@NullMarked
package org.gatehouse.integrations.webhook;

import org.jspecify.annotations.NullMarked;
