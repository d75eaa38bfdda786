#!/usr/bin/env python3
"""Receives Gatehouse's webhooks and verifies their signatures by Standard Webhooks, with the standard library alone.

    WEBHOOK_SECRET=whsec_… python3 receiver.py [port]

Prints a line for each request.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# A request that was signed longer ago, or later than now, may be somebody's recording.
TOLERANCE_SECONDS = 300
MOST_BYTES = 16 << 20
# Of so many events the ids are remembered; Gatehouse repeats only what is under way.
MOST_IDS = 10_000

LEAST_KEY_BYTES = 24


def key_of(secret: str) -> bytes:
    """A key that is missing or short would let anybody sign."""
    try:
        key = base64.b64decode(secret.strip().removeprefix("whsec_"))
    except ValueError:
        key = b""
    if len(key) < LEAST_KEY_BYTES:
        sys.exit(f"WEBHOOK_SECRET must be the destination's secret: whsec_ and base64 of {LEAST_KEY_BYTES} bytes at least")
    return key


KEY = key_of(os.environ.get("WEBHOOK_SECRET", ""))
seen: dict[str, None] = {}
seen_lock = threading.Lock()


def refusal(headers, body: bytes) -> str | None:
    """Why a request is not to be trusted; None if it is. Nothing of it is looked at before that."""
    event, signed = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not event or not re.fullmatch("[0-9]{1,12}", signed):
        return "it is not signed"
    if abs(time.time() - int(signed)) > TOLERANCE_SECONDS:
        return "it was signed too long ago, or the clocks differ"
    expected = hmac.new(KEY, f"{event}.{signed}.".encode() + body, hashlib.sha256).digest()
    for given in headers.get("webhook-signature", "").split(" "):
        version, _, value = given.partition(",")
        try:
            # In the same time whatever differs, so that nobody can guess it piece by piece.
            if version == "v1" and hmac.compare_digest(expected, base64.b64decode(value, validate=True)):
                return None
        except ValueError:  # it is not base64
            continue
    return "no signature is right"


def is_new(event: str) -> bool:
    """An event that comes again has the same id: it is taken, and nothing is done twice."""
    with seen_lock:
        if event in seen:
            return False
        seen[event] = None
        if len(seen) > MOST_IDS:
            del seen[next(iter(seen))]
        return True


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body, why = self.body()
        why = why or refusal(self.headers, body)
        if why is None:
            event = self.headers["webhook-id"]
            # In binary mode the type is a header, else a field of the body.
            kind = self.headers.get("ce-type") or json.loads(body).get("type")
            print("event" if is_new(event) else "again", event, kind, flush=True)
        else:
            print("refused", why, flush=True)
        self.send_response(204 if why is None else 401)
        self.send_header("content-length", "0")
        if why is not None:
            self.close_connection = True
        self.end_headers()

    def body(self) -> tuple[bytes, str | None]:
        """What was sent, or why it is not taken: then it is read all the same, so that the sender hears the answer."""
        length = self.headers.get("content-length", "0")
        if not re.fullmatch("[0-9]{1,12}", length):
            return b"", "it does not say how long it is"
        left = int(length)
        if left <= MOST_BYTES:
            return self.rfile.read(left), None
        while left > 0 and (part := self.rfile.read(min(left, 65_536))):
            left -= len(part)
        return b"", "it is too large"

    def log_message(self, *args):
        """A line for each request is printed above."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8090), Receiver)
    print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
