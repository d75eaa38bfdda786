import { api, socketUrl, Unauthorized } from '../api/client';
import { Backoff } from '../api/backoff';
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
  /** The login ended while the page was in use: nobody hears of alarms until somebody logs in again. */
  readonly sessionEnded: boolean;
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
  /** Null while it is not known how it is now. */
  readonly status: Status | null;
  /** What needs a person, and what was put away; oldest first. */
  readonly alarms: readonly Alarm[];
  readonly feed: FeedState;
  /** The newest events have been asked for and are here. */
  readonly feedLoaded: boolean;
}

const START: ControlRoomState = {
  phase: 'starting',
  sessionEnded: false,
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
const RETRY_CAP_MS = 30_000;
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
  /** What was told since the list was asked for, which an answer may not hold yet; null while it is not asked for. */
  #toldAlarms: Alarm[] | null = null;
  #toldCameras: Camera[] | null = null;
  /** All events up to this one are here, or were let go; null before the first were loaded. */
  #caughtUpTo: number | null = null;
  /** The link on which nothing is missing any more; what comes over it follows without a gap. */
  #wholeEpoch = 0;
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
      this.#set({ site, session, phase: 'running', sessionEnded: false });
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
        this.#catchUp(this.#state.linkEpoch);
        break;
      case 'ping':
        serverClock.observe(message.serverTime);
        this.#set({ heardMs: Date.now() });
        break;
      case 'event':
        this.#set({ heardMs: Date.now(), feed: addEvents(this.#state.feed, [message.event]) });
        if (this.#wholeEpoch === this.#state.linkEpoch) this.#caughtUpTo = Math.max(this.#caughtUpTo ?? 0, message.event.sequence);
        break;
      case 'camera':
        this.#toldCameras?.push(message.camera);
        this.#set({ heardMs: Date.now(), cameras: withCamera(this.#state.cameras, message.camera) });
        break;
      case 'alarm':
        this.showAlarm(message.alarm);
        break;
    }
  }

  /** An alarm as it stands now, from the feed or in answer to what was done here. */
  readonly showAlarm = (alarm: Alarm): void => {
    this.#toldAlarms?.push(alarm);
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

  /** Asks for all that may have been missed, each until it is here or this link is gone. */
  #catchUp(epoch: number): void {
    void this.#refreshStatus();
    void this.#loaded(epoch, () => this.#loadCameras(epoch));
    void this.#loaded(epoch, () => this.#loadEvents(epoch));
    void this.#loaded(epoch, () => this.#loadAlarms(epoch));
  }

  #isOn(epoch: number): boolean {
    return this.#socket !== null && this.#state.link === 'up' && this.#state.linkEpoch === epoch;
  }

  async #loaded(epoch: number, load: () => Promise<void>): Promise<void> {
    const backoff = new Backoff(RETRY_MS, RETRY_CAP_MS);
    while (this.#isOn(epoch) && !(await this.#guarded(load))) {
      await new Promise((resolve) => setTimeout(resolve, backoff.next()));
    }
  }

  async #loadCameras(epoch: number): Promise<void> {
    this.#toldCameras = [];
    const cameras = await api.cameras();
    if (!this.#isOn(epoch)) return;
    this.#set({ cameras: this.#toldCameras.reduce<readonly Camera[]>(withCamera, cameras) });
    this.#toldCameras = null;
  }

  async #loadAlarms(epoch: number): Promise<void> {
    this.#toldAlarms = [];
    const alarms = await api.alarms();
    if (!this.#isOn(epoch)) return;
    this.#set({ alarms: withAlarms(alarms, this.#toldAlarms) });
    this.#toldAlarms = null;
  }

  async #loadEvents(epoch: number): Promise<void> {
    const from = this.#caughtUpTo;
    const page = from === null ? await api.newest(FIRST_EVENTS) : await api.after(from, CATCH_UP_EVENTS);
    const missed = from !== null && page.next !== null;
    const items = missed ? (await api.newest(CATCH_UP_EVENTS)).items : page.items;
    if (!this.#isOn(epoch)) return;
    // More was missed than the feed keeps: the newest replace the rest.
    const oldest = missed ? Math.min(...items.map((event) => event.sequence)) : 0;
    const feed = addEvents(addEvents(EMPTY_FEED, items), this.#state.feed.events.filter((event) => event.sequence > oldest));
    this.#caughtUpTo = Math.max(from ?? 0, feed.lastSequence);
    this.#wholeEpoch = epoch;
    this.#set({ feed, feedLoaded: true });
  }

  async #refreshStatus(): Promise<void> {
    const known = await this.#guarded(async () => this.#set({ status: await api.status() }));
    // What was true once says nothing of now: better unknown than green.
    if (!known) this.#set({ status: null });
  }

  /** Whether it went well; a login that is gone is asked for, and all else is for the next attempt to mend. */
  async #guarded(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      if (error instanceof Unauthorized) this.#askToLogIn();
      return false;
    }
  }

  #askToLogIn(): void {
    this.#socket?.close();
    this.#socket = null;
    clearInterval(this.#statusTimer);
    this.#set({ phase: 'login', sessionEnded: this.#state.sessionEnded || this.#state.phase === 'running' });
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
