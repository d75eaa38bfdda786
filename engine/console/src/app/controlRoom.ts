import { api, socketUrl, Unauthorized } from '../api/client';
import { ReconnectingSocket } from '../api/reconnectingSocket';
import type { Alarm, Camera, FeedMessage, LoginOrder, Session, Site, Status } from '../api/types';
import { withAlarms } from '../alarms/alarmRules';
import { addEvents, EMPTY_FEED, type FeedState } from '../feed/feedState';
import { serverClock } from '../time/serverClock';

export type Phase = 'starting' | 'login' | 'running';
export type Link = 'connecting' | 'up' | 'lost';

/** Everything the page knows, as one value that is replaced on every change. */
export interface ControlRoomState {
  readonly phase: Phase;
  readonly link: Link;
  /** When the engine was last heard, page clock; null before the first time. */
  readonly heardMs: number | null;
  /** Grows with every link that came back: tiles try again at once. */
  readonly linkEpoch: number;
  readonly site: Site | null;
  /** Who looks at the page; null until known. */
  readonly session: Session | null;
  /** In the order of the configuration; null until known. */
  readonly cameras: readonly Camera[] | null;
  readonly status: Status | null;
  /** What needs a person, and what was put away; oldest first. */
  readonly alarms: readonly Alarm[];
  readonly feed: FeedState;
  /** The newest events have been asked for and are here. */
  readonly feedLoaded: boolean;
}

const START: ControlRoomState = {
  phase: 'starting',
  link: 'connecting',
  heardMs: null,
  linkEpoch: 0,
  site: null,
  session: null,
  cameras: null,
  status: null,
  alarms: [],
  feed: EMPTY_FEED,
  feedLoaded: false,
};

const SILENCE_MS = 10_000;
const STATUS_EVERY_MS = 5000;
const RETRY_MS = 2000;
/** Alarms that come in a flood are shown together. */
const GATHER_MS = 200;
const FIRST_EVENTS = 100;
const CATCH_UP_EVENTS = 200;

/** Holds the link to the engine and what came over it. One for the page, on the page's thread. */
export class ControlRoom {
  #state = START;
  #socket: ReconnectingSocket | null = null;
  #statusTimer: ReturnType<typeof setInterval> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #gathered: Alarm[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): ControlRoomState => this.#state;

  /** Asks who the engine is; that also tells whether one has to log in. */
  async start(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      const [site, session] = await Promise.all([api.site(), api.session()]);
      serverClock.observe(site.serverTime);
      this.#set({ site, session, phase: 'running' });
      this.#connect();
    } catch (error) {
      if (error instanceof Unauthorized) this.#askToLogIn();
      else {
        this.#set({ link: 'lost' });
        this.#retry = setTimeout(() => void this.start(), RETRY_MS);
      }
    }
  }

  async login(order: LoginOrder): Promise<void> {
    await api.login(order);
    await this.start();
  }

  #connect(): void {
    this.#socket?.close();
    clearInterval(this.#statusTimer);
    this.#statusTimer = setInterval(() => void this.#refreshStatus(), STATUS_EVERY_MS);
    this.#socket = new ReconnectingSocket(
      socketUrl('feed'),
      {
        onOpen: () => undefined,
        onText: (message) => this.#onMessage(message as FeedMessage),
        onBinary: () => undefined,
        onClose: () => this.#onLost(),
      },
      SILENCE_MS,
    );
  }

  #onMessage(message: FeedMessage): void {
    switch (message.kind) {
      case 'hello':
        serverClock.observe(message.serverTime);
        this.#set({ link: 'up', heardMs: Date.now(), linkEpoch: this.#state.linkEpoch + 1 });
        void this.#guarded(() => this.#catchUp());
        break;
      case 'ping':
        serverClock.observe(message.serverTime);
        this.#set({ heardMs: Date.now() });
        break;
      case 'event':
        this.#set({ heardMs: Date.now(), feed: addEvents(this.#state.feed, [message.event]) });
        break;
      case 'camera':
        this.#set({ heardMs: Date.now(), cameras: withCamera(this.#state.cameras, message.camera) });
        break;
      case 'alarm':
        this.showAlarm(message.alarm);
        break;
    }
  }

  /** An alarm as it stands now, from the feed or in answer to what was done here. */
  readonly showAlarm = (alarm: Alarm): void => {
    if (this.#gathered.length === 0) setTimeout(() => this.#showGathered(), GATHER_MS);
    this.#gathered.push(alarm);
  };

  #showGathered(): void {
    this.#set({ heardMs: Date.now(), alarms: withAlarms(this.#state.alarms, this.#gathered) });
    this.#gathered = [];
  }

  #onLost(): void {
    this.#set({ link: 'lost' });
    // A socket cannot tell a refused session from a dead server: a request can.
    void this.#guarded(async () => void (await api.site()));
  }

  async #catchUp(): Promise<void> {
    await Promise.all([this.#refreshCameras(), this.#refreshStatus(), this.#refreshEvents(), this.#refreshAlarms()]);
  }

  async #refreshCameras(): Promise<void> {
    this.#set({ cameras: await api.cameras() });
  }

  async #refreshAlarms(): Promise<void> {
    const alarms = await api.alarms();
    // What was told since they were asked for is newer.
    this.#set({ alarms: withAlarms(alarms, this.#gathered) });
  }

  async #refreshEvents(): Promise<void> {
    const { feedLoaded, feed } = this.#state;
    const page = feedLoaded ? await api.after(feed.lastSequence, CATCH_UP_EVENTS) : await api.newest(FIRST_EVENTS);
    let merged = addEvents(this.#state.feed, page.items);
    if (feedLoaded && page.next !== null) {
      // More was missed than the feed keeps: the newest replace the rest.
      merged = addEvents(EMPTY_FEED, (await api.newest(CATCH_UP_EVENTS)).items);
      merged = addEvents(merged, this.#state.feed.events.filter((event) => event.sequence > feed.lastSequence));
    }
    this.#set({ feed: merged, feedLoaded: true });
  }

  async #refreshStatus(): Promise<void> {
    await this.#guarded(async () => this.#set({ status: await api.status() }));
  }

  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (error instanceof Unauthorized) this.#askToLogIn();
      // Anything else shows as a lost link, and the next message or attempt mends it.
    }
  }

  #askToLogIn(): void {
    this.#socket?.close();
    this.#socket = null;
    clearInterval(this.#statusTimer);
    this.#set({ phase: 'login' });
  }

  #set(change: Partial<ControlRoomState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Replaces a camera in place; one that is new goes to the end. */
export function withCamera(cameras: readonly Camera[] | null, changed: Camera): readonly Camera[] {
  if (cameras === null) return [changed];
  return cameras.some((camera) => camera.id === changed.id)
    ? cameras.map((camera) => (camera.id === changed.id ? changed : camera))
    : [...cameras, changed];
}
