/** One binary message of the live socket: a 16-byte header, then fMP4 bytes, or those of G.711 (docs/http-api.md, "Live"). */
export interface LiveFrame {
  /** The server's wall time of the frame, epoch milliseconds. */
  readonly wallMs: number;
  readonly sequence: number;
  readonly key: boolean;
  readonly initialisation: boolean;
  readonly discontinuity: boolean;
  /** The payload is sound, not fMP4. */
  readonly sound: boolean;
  readonly payload: Uint8Array<ArrayBuffer>;
}

const HEADER_BYTES = 16;

/** Returns null for a message too short to have a header. */
export function parseFrame(message: ArrayBuffer): LiveFrame | null {
  if (message.byteLength < HEADER_BYTES) return null;
  const view = new DataView(message);
  const flags = view.getUint8(12);
  return {
    wallMs: Number(view.getBigInt64(0)) / 1000,
    sequence: view.getUint32(8),
    key: (flags & 1) !== 0,
    initialisation: (flags & 2) !== 0,
    discontinuity: (flags & 4) !== 0,
    sound: (flags & 8) !== 0,
    payload: new Uint8Array(message, HEADER_BYTES),
  };
}
