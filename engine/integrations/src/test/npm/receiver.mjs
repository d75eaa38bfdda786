// A backend that trusts nobody: verifies each webhook with the npm package standardwebhooks and answers 204, or 400.
// Prints "port N", then a line for each request: "accepted ID", "again ID" (the same id came before) or "REFUSED reason".
// The secret is in WEBHOOK_SECRET. Ends when its standard input ends.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const seen = new Set();

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    try {
      const event = webhook.verify(Buffer.concat(chunks).toString("utf8"), request.headers);
      console.log(`${seen.has(event.id) ? "again" : "accepted"} ${event.id} ${event.type} ${event.data.plate?.text ?? ""}`);
      seen.add(event.id);
      response.writeHead(204).end();
    } catch (e) {
      console.log(`REFUSED ${e.message}`);
      response.writeHead(400).end();
    }
  });
});
server.listen(0, "127.0.0.1", () => console.log(`port ${server.address().port}`));
process.stdin.resume().on("end", () => process.exit(0));
