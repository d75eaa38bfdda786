// Verifies webhooks as a receiver would.
// Input: a file with one JSON object a line: {"headers": {...}, "body": "..."}; the secret is in WEBHOOK_SECRET.
// Output: one line for each, the event's id or "REFUSED reason".
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const { headers, body } = JSON.parse(line);
  try {
    console.log(webhook.verify(body, headers).id);
  } catch (e) {
    console.log(`REFUSED ${e.message}`);
  }
}
