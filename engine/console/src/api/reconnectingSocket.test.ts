import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ReconnectingSocket } from './reconnectingSocket';

class FakeWebSocket {
  static made: FakeWebSocket[] = [];
  binaryType = '';
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly url: string) {
    FakeWebSocket.made.push(this);
  }
  close(): void {
    this.closed = true;
  }
}

const last = (): FakeWebSocket => FakeWebSocket.made.at(-1)!;

function listener() {
  const heard: unknown[] = [];
  return {
    heard,
    onOpen: () => heard.push('open'),
    onText: (message: unknown) => heard.push(message),
    onBinary: (message: ArrayBuffer) => heard.push(message.byteLength),
    onClose: () => heard.push('close'),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeWebSocket.made = [];
  vi.stubGlobal('WebSocket', FakeWebSocket);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('gives up a connection that is silent for ten seconds, and comes back', () => {
  const ear = listener();
  const socket = new ReconnectingSocket('ws://x/', ear, 10_000);
  last().onopen?.();
  last().onmessage?.({ data: '{"kind":"ping"}' });
  vi.advanceTimersByTime(9_999);
  expect(ear.heard).toEqual(['open', { kind: 'ping' }]);
  vi.advanceTimersByTime(1);
  expect(ear.heard).toEqual(['open', { kind: 'ping' }, 'close']);
  expect(last().closed).toBe(true);
  vi.advanceTimersByTime(400);
  expect(FakeWebSocket.made).toHaveLength(2);
  socket.close();
});

it('tries again after a refused connection, and not after it was closed on purpose', () => {
  const ear = listener();
  const socket = new ReconnectingSocket('ws://x/', ear);
  last().onclose?.();
  expect(ear.heard).toEqual(['close']);
  vi.advanceTimersByTime(400);
  expect(FakeWebSocket.made).toHaveLength(2);
  socket.close();
  vi.advanceTimersByTime(60_000);
  expect(FakeWebSocket.made).toHaveLength(2);
  expect(ear.heard).toEqual(['close']);
});

it('opens one new connection on restart and on an early retry', () => {
  const socket = new ReconnectingSocket('ws://x/', listener());
  socket.retryNow();
  expect(FakeWebSocket.made).toHaveLength(1);
  socket.restart();
  expect(FakeWebSocket.made.map((made) => made.closed)).toEqual([true, false]);
  last().onclose?.();
  socket.retryNow();
  vi.advanceTimersByTime(60_000);
  expect(FakeWebSocket.made).toHaveLength(3);
  socket.close();
});
