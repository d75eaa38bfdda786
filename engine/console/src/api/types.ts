/** The engine's HTTP interface, version 1, as docs/http-api.md gives it. Times are RFC 3339 in UTC. */

export interface Site {
  readonly site: string;
  readonly version: string;
  readonly serverTime: string;
  readonly timeZone: string;
}

export type Role = 'viewer' | 'guard' | 'supervisor' | 'admin';

/** Who looks at the page, and what they may. */
export interface Session {
  readonly user: string | null;
  readonly kind: 'user' | 'site-token' | 'token' | 'local';
  readonly role: Role | null;
  readonly rights: readonly string[];
  readonly site: string;
  readonly purpose: string | null;
}

export type LoginOrder =
  | { readonly name: string; readonly password: string; readonly purpose: string }
  | { readonly token: string; readonly purpose: string };

/** How one can log in here. */
export interface LoginWays {
  /** `password`, `token`, `oidc`. */
  readonly ways: readonly string[];
  readonly firstAdmin: boolean;
  /** What the button for `oidc` says. */
  readonly button?: string;
}

export type CameraState = 'connecting' | 'streaming' | 'stalled' | 'frozen' | 'idle' | 'waiting' | 'failed' | 'stopped';

export interface Camera {
  readonly id: string;
  readonly name: string;
  readonly analytics: 'vehicle' | 'person' | 'none';
  readonly recording: boolean;
  readonly state: CameraState;
  readonly since: string;
  readonly detail: string | null;
  readonly codec: string | null;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly bitsPerSecond: number;
  readonly reconnects: number;
  /** It has a smaller stream. */
  readonly sub?: boolean;
  readonly ptz?: boolean;
  /** Codec of its sound; null without. */
  readonly sound?: string | null;
  /** Who holds its privacy mask; `unmasked` when one is wanted and the recording shows what lies behind it. */
  readonly mask?: 'camera' | 'engine' | 'unmasked' | null;
  /** How large things at the place it watches are in its main stream; null when nobody measured. */
  readonly pixelsPerMetre?: number | null;
  /** What is wrong with its picture although it arrives; null when nothing is. */
  readonly pictureFault?: PictureFault | null;
  /** Its clock minus the engine's; null where it does not tell. */
  readonly clockDifferenceSeconds?: number | null;
}

export type PictureFault = 'black' | 'over-exposed' | 'blurred' | 'blocked' | 'moved' | 'frozen';

/** What is or was wrong with a picture, and small pictures of before and after. */
export interface PictureFinding {
  readonly camera: string;
  readonly fault: PictureFault;
  readonly since: string;
  readonly until: string | null;
  readonly text: string;
  readonly before: { readonly url: string; readonly time: string } | null;
  readonly after: { readonly url: string; readonly time: string } | null;
}

export interface Snapshot {
  readonly name: string;
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Fractions of the picture, origin top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlateCharacter {
  readonly text: string;
  readonly confidence: number;
  readonly alternatives: readonly { readonly text: string; readonly confidence: number }[];
}

export interface Plate {
  readonly text: string;
  readonly confidence: number;
  readonly region: string;
  readonly kind: string;
  readonly frames: number;
  readonly box: Box | null;
  readonly characters: readonly PlateCharacter[];
}

export type Direction = 'in' | 'out' | 'approaching' | 'leaving' | 'unknown';

interface EventBase {
  readonly sequence: number;
  /** UUIDv7: its first 48 bits are the moment the event was accepted. */
  readonly id: string;
  readonly site: string;
  readonly camera: string;
  readonly time: string;
  readonly snapshots: readonly Snapshot[];
}

/** The plate is decided, the vehicle is still there; the finalized event of the same passage follows. */
export interface DecidedEvent extends EventBase {
  readonly type: 'org.gatehouse.passage.decided.v1';
  readonly data: {
    readonly passageId: string;
    readonly startedAt: string;
    readonly decidedAt: string;
    readonly direction: Direction;
    readonly plate: Plate;
  };
}

export interface FinalizedEvent extends EventBase {
  readonly type: 'org.gatehouse.passage.finalized.v1';
  readonly data: DecidedEvent['data'] & { readonly endedAt: string };
}

export type PassageEvent = DecidedEvent | FinalizedEvent;

/** A vehicle passed, and no plate of it was read. */
export interface NoReadEvent extends EventBase {
  readonly type: 'org.gatehouse.passage.noread.v1';
  readonly data: { readonly passageId: string; readonly startedAt: string; readonly endedAt: string; readonly box: Box };
}

export interface FaceEvent extends EventBase {
  readonly type: 'org.gatehouse.face.snapshot.v1';
  readonly data: { readonly startedAt: string; readonly capturedAt: string; readonly endedAt: string };
}

export interface CameraStateEvent extends EventBase {
  readonly type: 'org.gatehouse.camera.state.v1';
  readonly data: { readonly state: 'up' | 'down'; readonly reason: string };
}

export interface AnalyticsGapEvent extends EventBase {
  readonly type: 'org.gatehouse.analytics.gap.v1';
  readonly data: { readonly from: string; readonly to: string; readonly cause: string };
}

/** What became of something that a barrier was to be told. */
export interface GateCommandEvent extends EventBase {
  readonly type: 'org.gatehouse.gate.command.v1';
  readonly data: { readonly lane: string; readonly passageId: string; readonly action: 'open' | 'hold' | 'close'; readonly by: 'lists' | 'person'; readonly outcome: 'confirmed' | 'failed' | 'no-answer'; readonly detail: string };
}

/** A second vehicle passed on the same opening. */
export interface TailgateEvent extends EventBase {
  readonly type: 'org.gatehouse.gate.tailgate.v1';
  readonly data: { readonly lane: string; readonly openedFor: string; readonly passageId: string; readonly by: 'camera' | 'loop' };
}

/** A gate lane decided about a vehicle. */
export interface GateDecidedEvent extends EventBase {
  readonly type: 'org.gatehouse.gate.decided.v1';
  readonly data: { readonly lane: string; readonly passageId: string; readonly outcome: 'open' | 'check' | 'refuse'; readonly standing: string; readonly reason: string; readonly decidedAt: string };
}

/** A vehicle went in. */
export interface VisitStartedEvent extends EventBase {
  readonly type: 'org.gatehouse.visit.started.v1';
  readonly data: { readonly visitId: string; readonly group: string; readonly lane: string; readonly passageId: string; readonly enteredAt: string };
}

/** It went out again. */
export interface VisitEndedEvent extends EventBase {
  readonly type: 'org.gatehouse.visit.ended.v1';
  readonly data: VisitStartedEvent['data'] & { readonly entryPassageId: string; readonly leftAt: string };
}

/** Nothing happened: it shows that events reach a destination. Its camera is `site`. */
export interface DeliveryTestEvent extends EventBase {
  readonly type: 'org.gatehouse.delivery.test.v1';
  readonly data: { readonly destination: string; readonly canary: boolean };
}

/** Data is gone, for its age or on request. Its camera is `site`. */
export interface DataDeletedEvent extends EventBase {
  readonly type: 'org.gatehouse.data.deleted.v1';
  readonly data: { readonly what: string; readonly before: string; readonly count: number; readonly undelivered: number; readonly cause: string };
}

export type SiteEvent =
  | PassageEvent
  | NoReadEvent
  | FaceEvent
  | CameraStateEvent
  | AnalyticsGapEvent
  | GateCommandEvent
  | TailgateEvent
  | GateDecidedEvent
  | VisitStartedEvent
  | VisitEndedEvent
  | DeliveryTestEvent
  | DataDeletedEvent;

/** Whether a vehicle passes or has passed. */
export function isPassage(event: SiteEvent): event is PassageEvent {
  return event.type === 'org.gatehouse.passage.decided.v1' || event.type === 'org.gatehouse.passage.finalized.v1';
}

/** What events that tell of one thing have in common, for a row that is updated; an older engine names no passages. */
export function subjectOf(event: SiteEvent): string {
  return (isPassage(event) && event.data.passageId) || event.id;
}

/** A plate that was read, and a person's word beside it. */
export interface Read {
  /** The latest event of its passage: one that came before does not have it any more. */
  readonly event: string;
  /** Empty in those of versions that named no passages. */
  readonly passageId: string;
  readonly plate: string;
  readonly correction: { readonly plate: string; readonly by: string; readonly at: string } | null;
}

/** What became of an event on its way to a destination; `not-owed`: it was never to have it. */
export interface EventDelivery {
  readonly destination: string;
  readonly state: 'pending' | 'parked' | 'delivered' | 'not-owed';
  readonly attempts: number | null;
  readonly next: string | null;
  readonly reason: string | null;
}

export interface EventPage {
  readonly items: readonly SiteEvent[];
  readonly next: number | null;
}

export interface Destination {
  readonly name: string;
  readonly pending: number;
  readonly parked: number;
  readonly delivered: number;
  readonly oldestPending: string | null;
}

/** How the analysis of a camera kept up in the last ten seconds. */
export interface Lane {
  readonly camera: string;
  readonly analysed: number;
  readonly skipped: number;
  readonly skippedShare: number;
  /** So much is passed over that a person should know. */
  readonly behind: boolean;
}

export interface Status {
  readonly analytics: { readonly up: boolean; readonly detail: string; readonly lanes?: readonly Lane[] };
  readonly destinations: readonly Destination[];
}

/** A place in a picture, `[x, y]` in fractions from the top left. */
export type Point = readonly [number, number];

/** What is drawn on a camera's picture. */
export interface Zones {
  /** Number of the state that is saved; 0 before the first. */
  readonly version: number;
  readonly zone: readonly Point[] | null;
  /** Two ends. */
  readonly line: readonly Point[] | null;
  /** Which side of the line is in, for somebody who walks along it. */
  readonly inSide: 'left' | 'right' | null;
  readonly maskAreas: readonly (readonly Point[])[];
  /** Keys that stand in another file, with its name: they cannot be changed here. */
  readonly fixed: Readonly<Partial<Record<'zone' | 'line' | 'inSide' | 'maskAreas', string>>>;
}

export interface Preset {
  readonly token: string;
  readonly name: string;
}

/** Of -1 to 1 each; ends by itself after a second unless it is said again. */
export interface PtzMove {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
}

export type PtzOrder = { readonly move: PtzMove } | { readonly stop: true } | { readonly preset: string };

export type Severity = 'CRITICAL' | 'WARNING' | 'NOTICE';

/** As ISA-18.2 names them; `returned` is over and was not acknowledged, `normal` needs nobody any more. */
export type AlarmState = 'unacknowledged' | 'acknowledged' | 'returned' | 'shelved' | 'suppressed' | 'out-of-service' | 'normal';

export type Deed = 'acknowledged' | 'commented' | 'assigned' | 'shelved' | 'unshelved' | 'taken-out' | 'put-back';

export interface AlarmNote {
  readonly at: string;
  readonly by: string;
  readonly deed: Deed;
  readonly text: string;
}

export interface Alarm {
  /** Of this alarm until it needs nobody any more; never used again. */
  readonly number: number;
  readonly id: string;
  readonly kind: string;
  readonly source: 'camera' | 'picture' | 'gate' | 'delivery' | 'storage' | 'security';
  readonly severity: Severity;
  /** The same for all that probably come from one thing; the kind in lower case where nothing is known. */
  readonly cause: string;
  readonly cameras: readonly string[];
  readonly since: string;
  readonly clearedAt: string | null;
  readonly text: string;
  readonly state: AlarmState;
  readonly active: boolean;
  readonly times: number;
  readonly acknowledged: AlarmNote | null;
  /** Why it calls nobody; `by` of one that is suppressed is the id of the alarm that explains it. */
  readonly withheld: { readonly by: string; readonly since: string; readonly until: string | null; readonly reason: string } | null;
  readonly assignee: string | null;
  readonly notes: readonly AlarmNote[];
}

export interface ExportOrder {
  readonly cameras: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly redacted: boolean;
  readonly reason: string;
}

export interface ExportState {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  /** 0 to 1. */
  readonly progress: number;
  /** By the pace until now; null while nobody can say. */
  readonly remainingSeconds: number | null;
  readonly detail: string | null;
  readonly files: readonly { readonly name: string; readonly url: string; readonly sha256: string; readonly bytes: number }[];
  readonly manifest: string | null;
}

export type FeedMessage =
  | { readonly kind: 'hello'; readonly sequence: number; readonly serverTime: string }
  | { readonly kind: 'event'; readonly event: SiteEvent }
  | { readonly kind: 'camera'; readonly camera: Camera }
  | { readonly kind: 'alarm'; readonly alarm: Alarm }
  | { readonly kind: 'ping'; readonly serverTime: string };

export interface LiveInit {
  readonly kind: 'init';
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly stream?: 'main' | 'sub';
  /** Codec of the sound that comes along in the same fragments. */
  readonly sound?: string | null;
  /** Why there is none although it was asked for. */
  readonly silence?: string | null;
}

export type LiveMessage =
  | LiveInit
  /** What the next initialisation begins is one picture, until the stream itself is there. */
  | { readonly kind: 'still' }
  /** G.711 that comes in messages of its own beside the pictures; `codec` null when it is over. */
  | { readonly kind: 'sound'; readonly codec: 'ulaw' | 'alaw' | null; readonly rate: number; readonly channels: number; readonly silence: string | null }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'dropped'; readonly frames: number }
  | { readonly kind: 'state'; readonly state: CameraState; readonly since: string };

/** What was decided about a vehicle at a gate. */
export interface Verdict {
  readonly outcome: 'open' | 'check' | 'refuse';
  readonly reason: string;
  readonly standing: string;
}

/** What a barrier is told, and how far that is. */
export interface GateCommand {
  readonly id: string;
  readonly action: 'open' | 'hold' | 'close';
  readonly passageId: string | null;
  readonly by: 'lists' | 'person';
  readonly state: 'intended' | 'sent' | 'confirmed' | 'failed' | 'no-answer';
  readonly decidedAt: string;
  readonly sentAt: string | null;
  readonly endedAt: string | null;
  readonly detail: string;
}

export interface GateLane {
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly front: readonly string[];
  readonly rear: readonly string[];
  readonly position: 'open' | 'closed' | 'unknown';
  readonly loop: 'free' | 'occupied' | 'unknown';
  readonly trouble: string | null;
  readonly held: boolean;
  readonly closeWaits: boolean;
  readonly openUntil: string | null;
  readonly vehicle: { readonly passageId: string; readonly plate: string | null; readonly seenAt: string; readonly left: boolean; readonly verdict: Verdict | null } | null;
  /** The latest first. */
  readonly commands: readonly GateCommand[];
}

export type GateAction = 'open' | 'deny' | 'hold' | 'release' | 'typed';

export interface GateOrder {
  readonly action: GateAction;
  readonly reason: string;
  readonly plate?: string;
  readonly passageId?: string;
}

export interface GateReply {
  readonly command: string | null;
  readonly verdict: Verdict | null;
  readonly lane: GateLane;
}
