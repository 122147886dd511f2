import {
  type AlarmSnapshot,
  type AlarmTracker,
  type AlarmTransition,
  alarmSignal,
  alarmTracker,
  coreCodecs,
  type Deduplicator,
  type DeduplicatorSnapshot,
  type DeviceEvent,
  type DeviceIssue,
  deduplicator,
  deviceNormalizer,
  deviceRegistry,
} from '@civigrid/devices';
import { isInstant, type Json, type LetterReason, toHex } from '@civigrid/kernel';
import type { LetterDesk } from '../dead-letter-office.ts';
import type { GovernanceFaultCode } from '../governance-error.ts';
import type { HealthIntake } from '../health/health-desk.ts';
import type { IncidentView } from '../incident-view.ts';
import type { TownDevices } from '../options.ts';
import { alarmCase } from '../policies/alarms.ts';
import type { TownParts } from '../town-parts.ts';
import { toBase64 } from './base64.ts';
import { incidentOffice } from './incident-office.ts';
import { type Owed, owedWork } from './owed-work.ts';

/** A message of a device, or of the network or platform it hangs on. */
export interface IngestMessage {
  readonly protocol: string;
  readonly topic?: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** UTC milliseconds; the town's clock if left out. */
  readonly receivedAt?: number;
}

/** What a message came to; exactly one. */
export type IngestOutcome = 'reading' | 'heartbeat' | 'alarm' | 'duplicate' | 'refused';

/** What became of a message. */
export interface IngestAnswer {
  readonly outcome: IngestOutcome;
  readonly events: readonly DeviceEvent[];
  /** What it changed in the alarms that the town follows. */
  readonly transitions: readonly AlarmTransition[];
  readonly issues: readonly DeviceIssue[];
  /** The dead letter, where something of it was refused. */
  readonly letter?: string;
  /** What the device waits for, to be sent as it is. */
  readonly reply?: Uint8Array;
}

/** What is kept of the trackers between two runs. */
export type TrackerSnapshot = {
  readonly tracker: AlarmSnapshot;
  readonly keys: DeduplicatorSnapshot;
};

/** What the desk stands on. */
export interface DeviceDeskPorts {
  readonly parts: TownParts;
  readonly incidents: IncidentView;
  readonly letters: LetterDesk;
  readonly devices: TownDevices;
  readonly health: HealthIntake;
  readonly settle: () => Promise<void>;
  /** What an alarm asked for and did not get: told to whoever watches. */
  readonly refused: (code: string) => void;
}

/** Takes messages of devices (设备接入). */
export interface DeviceDesk {
  ingest(message: IngestMessage): Promise<IngestAnswer>;
  /** What time alone brings: waiting events, silence, staleness. */
  advance(now: number): Promise<readonly AlarmTransition[]>;
  /** What the trackers know; everything that they have said is on the record then. */
  snapshot(): Promise<TrackerSnapshot>;
  restore(snapshot: TrackerSnapshot): void;
}

const remembered = { windowMs: 86_400_000, capacity: 65_536 };

/** What was found in a message. */
interface Found {
  readonly events: readonly DeviceEvent[];
  /** Those that did not come before. */
  readonly fresh: readonly DeviceEvent[];
  /** Whether something of it was refused. */
  readonly failed: boolean;
}

/** The best of what a message's events come to; one without any says at least that something is alive. */
function outcomeOf(
  { events, fresh, failed }: Found,
  opensCase: (kind: string) => boolean,
): IngestOutcome {
  if (events.length === 0) return failed ? 'refused' : 'heartbeat';
  if (fresh.length === 0) return 'duplicate';
  const isAlarm = ({ phase, kind }: DeviceEvent) =>
    phase === 'raise' || phase === 'clear' || (phase === 'instant' && opensCase(kind));
  if (fresh.some(isAlarm)) return 'alarm';
  return fresh.some(({ phase }) => phase !== 'heartbeat') ? 'reading' : 'heartbeat';
}

const spoken: ReadonlySet<string> = new Set(coreCodecs.map(({ protocol }) => protocol));

function isMessage(message: unknown): message is IngestMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { protocol, topic, body } = message as { readonly [Key in keyof IngestMessage]?: unknown };
  const isText = (value: unknown) => typeof value === 'string';
  return isText(protocol) && (topic === undefined || isText(topic)) && body instanceof Uint8Array;
}

/** A reader's path quotes the sender's own names, which may be anybody's; a mapping's does not. */
function reasonOf({ code, path }: DeviceIssue): LetterReason {
  return path === undefined || code.startsWith('guard/') ? { code } : { code, path };
}

/** Opens the desk at which messages of devices come in. */
export function deviceDesk(ports: DeviceDeskPorts): DeviceDesk {
  const { parts, incidents, letters, devices, health, settle, refused } = ports;
  const { tenant, digest, clock } = parts;
  const { registry, mappings, alarms, tracker: policy = { lateness: 0, kinds: {} } } = devices;
  const normalizer = deviceNormalizer({
    ...(registry === undefined ? {} : { registry: deviceRegistry(registry) }),
    ...(mappings === undefined ? {} : { mappings }),
  });
  const opensCase = (kind: string) => alarmCase(kind, alarms) !== undefined;
  const office = incidentOffice(parts, incidents, settle);
  const owed = owedWork(refused);
  let tracker: AlarmTracker = alarmTracker(policy);
  let keys: Deduplicator = deduplicator(remembered);

  async function keep(
    message: IngestMessage,
    issues: readonly DeviceIssue[],
    at: number,
  ): Promise<string> {
    const { protocol, topic = '', body } = message;
    const reasons = issues.filter(({ level }) => level === 'error').map(reasonOf);
    const key = toHex(digest.sha256(body));
    const input: Json = JSON.stringify({ protocol, topic, at, body: toBase64(body) });
    // A sender's own word for a protocol could be anything.
    const source = spoken.has(protocol) ? `devices/${protocol}` : 'devices/unknown';
    return letters.keep({ source, key: `${topic}|${key}`, at, reasons, input });
  }

  function moved(event: DeviceEvent): {
    readonly transitions: readonly AlarmTransition[];
    readonly own: readonly Owed[];
  } {
    const transitions = tracker.apply(event);
    const own = transitions.map((each) => owed.owe(each.conditionKey, () => office.follow(each)));
    if (event.phase === 'instant' && opensCase(event.kind))
      own.push(owed.owe(event.conditionKey, () => office.raise(alarmSignal(event), true)));
    return { transitions, own };
  }

  async function unreadable(message: unknown): Promise<IngestAnswer> {
    const code: GovernanceFaultCode = 'governance/invalid-message';
    const issues = [
      { code, level: 'error', message: 'A message has a protocol and bytes.' },
    ] as const;
    const reasons = [{ code }];
    const kept = { source: 'devices', key: parts.ids.next(), at: clock.now(), reasons };
    const letter = await letters.keep({ ...kept, input: typeof message });
    return { outcome: 'refused', events: [], transitions: [], issues, letter };
  }

  return {
    ingest: async (message) => {
      if (!isMessage(message)) return unreadable(message);
      // A time that is none is not believed; when it came in is known.
      const receivedAt = isInstant(message.receivedAt) ? message.receivedAt : clock.now();
      const normalized = normalizer.normalize({ ...message, receivedAt, tenant });
      const { events, issues, reply, unknown = [] } = normalized;
      const failed = issues.some(({ level }) => level === 'error') || unknown.length > 0;
      const letter = failed ? await keep(message, issues, receivedAt) : undefined;
      const { events: fresh, works } = health.take(events.filter((event) => !keys.seen(event)));
      const moves = fresh.map(moved);
      const healing = works.map(({ condition, work }) => owed.owe(condition, work));
      await owed.record([...moves.flatMap(({ own }) => own), ...healing]);
      await settle();
      return {
        outcome: outcomeOf({ events, fresh, failed }, opensCase),
        events: fresh,
        transitions: moves.flatMap(({ transitions }) => transitions),
        issues,
        ...(letter === undefined ? {} : { letter }),
        ...(reply === undefined ? {} : { reply }),
      };
    },
    advance: async (now) => {
      const transitions = tracker.advance(now);
      const own = transitions.map((each) => owed.owe(each.conditionKey, () => office.follow(each)));
      await owed.record(own);
      return transitions;
    },
    snapshot: async () => {
      await owed.recordAll();
      return { tracker: tracker.snapshot(), keys: keys.snapshot() };
    },
    restore: (snapshot) => {
      tracker = alarmTracker(policy, snapshot.tracker);
      keys = deduplicator(remembered, snapshot.keys);
    },
  };
}
