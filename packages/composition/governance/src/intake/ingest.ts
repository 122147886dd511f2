import {
  type AlarmCommand,
  type AlarmSnapshot,
  type AlarmTracker,
  type AlarmTransition,
  alarmSignal,
  alarmTracker,
  type Deduplicator,
  type DeduplicatorSnapshot,
  type DeviceEvent,
  type DeviceIssue,
  deduplicator,
  deviceNormalizer,
  deviceRegistry,
} from '@civigrid/devices';
import { isInstant } from '@civigrid/kernel';
import type { LetterDesk } from '../dead-letter-office.ts';
import type { GovernanceFaultCode } from '../governance-error.ts';
import type { HealthIntake } from '../health/health-desk.ts';
import type { IncidentView } from '../incident-view.ts';
import type { TownDevices } from '../options.ts';
import { alarmCase } from '../policies/alarms.ts';
import type { TownParts } from '../town-parts.ts';
import { type AlarmOperation, alarmOperations } from './alarm-operations.ts';
import { deviceLetters } from './device-letters.ts';
import type { OperatorMeta } from './incident-commands.ts';
import { type IncidentWork, incidentOffice } from './incident-office.ts';
import { type Owed, owedWork } from './owed-work.ts';
import { type ReplayAnswer, type ReplayOptions, readAgain } from './replay-refused.ts';

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
  /** How many operations at the desk of alarms it has taken; none if left out. */
  readonly operated?: number;
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
  /** Reads what was refused again. Refuses a mapping that is none with `devices/invalid-mapping`. */
  replayRefused(options: ReplayOptions): Promise<ReplayAnswer>;
  /** Gives the trackers what somebody does with an alarm, and writes it down; refused by the tracker's own codes. */
  operate(command: AlarmCommand, by: OperatorMeta): Promise<readonly AlarmTransition[]>;
  /** What time alone brings: waiting events, silence, staleness. */
  advance(now: number): Promise<readonly AlarmTransition[]>;
  /** What the trackers know; everything that they have said is on the record then. */
  snapshot(): Promise<TrackerSnapshot>;
  restore(snapshot: TrackerSnapshot): void;
  /** Reads what was done with alarms after the snapshot, to be done again when the messages come to it. */
  recall(): Promise<void>;
}

/** What is to be written down. */
type DeskWork =
  | { readonly type: 'incident'; readonly work: IncidentWork }
  | { readonly type: 'operation'; readonly operation: AlarmOperation }
  | { readonly type: 'health'; readonly work: () => Promise<void> };

/** What one or several events have moved. */
interface Moves {
  readonly transitions: readonly AlarmTransition[];
  readonly own: readonly Owed<DeskWork>[];
}

/** A clock that is farther off than this is told with the event; nothing is set right by it. */
const toldSkewMs = 60_000;

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

function isMessage(message: unknown): message is IngestMessage {
  if (typeof message !== 'object' || message === null) return false;
  const given = message as { readonly [Key in keyof IngestMessage]?: unknown };
  const { protocol, topic, headers = {}, body } = given;
  const isText = (value: unknown) => typeof value === 'string';
  const envelope = isText(protocol) && (topic === undefined || isText(topic));
  return envelope && typeof headers === 'object' && headers !== null && body instanceof Uint8Array;
}

/** Opens the desk at which messages of devices come in. */
export function deviceDesk(ports: DeviceDeskPorts): DeviceDesk {
  const { parts, incidents, letters, devices, health, settle, refused } = ports;
  const { tenant, digest, clock } = parts;
  const { registry, alarms, tracker: policy = { lateness: 0, kinds: {} } } = devices;
  const known = registry === undefined ? {} : { registry: deviceRegistry(registry) };
  let mappings = devices.mappings ?? [];
  let normalizer = deviceNormalizer({ ...known, mappings });
  const opensCase = (kind: string) => alarmCase(kind, alarms) !== undefined;
  const office = incidentOffice(parts, incidents);
  const operations = alarmOperations(parts);
  const kept = deviceLetters(letters, digest);
  const owed = owedWork<DeskWork>({
    refused,
    togetherBy: (one) => (one.type === 'incident' ? office.togetherBy(one.work) : undefined),
    carryOut: async ([first, ...others]) => {
      if (first.type === 'operation') return operations.write(first.operation);
      if (first.type === 'health') return first.work();
      const more = others.flatMap((one) => (one.type === 'incident' ? [one.work] : []));
      return office.carryOut([first.work, ...more]);
    },
  });
  let tracker: AlarmTracker = alarmTracker(policy);
  let keys: Deduplicator = deduplicator(remembered);
  let operatedBefore = 0;

  function owe(work: IncidentWork | undefined, condition: string): readonly Owed<DeskWork>[] {
    return work === undefined ? [] : [owed.owe(condition, { type: 'incident', work })];
  }

  function followed(transitions: readonly AlarmTransition[], by?: OperatorMeta): Moves {
    const own = transitions.flatMap((each) => owe(office.follow(each, by), each.conditionKey));
    return { transitions, own };
  }

  /** What was done before a crash is done again where it was done then: between the messages. */
  function caughtUp(at: number): Moves {
    const due = operations.due(at, (command) => tracker.operate(command));
    const moves = due.map(({ operation, transitions }) => followed(transitions, operation));
    return {
      transitions: moves.flatMap(({ transitions }) => transitions),
      own: moves.flatMap(({ own }) => own),
    };
  }

  function moved(event: DeviceEvent): Moves {
    const { transitions, own } = followed(tracker.apply(event));
    if (event.phase !== 'instant' || !opensCase(event.kind)) return { transitions, own };
    const pressed = owe(office.momentary(alarmSignal(event)), event.conditionKey);
    return { transitions, own: [...own, ...pressed] };
  }

  /** The event, with how far its device's clock is off where that is worth telling. */
  function timed(event: DeviceEvent): DeviceEvent {
    if (event.time.source !== 'device') return event;
    const skewMs = tracker.skewMs(tenant, event.device) ?? 0;
    return Math.abs(skewMs) < toldSkewMs ? event : { ...event, time: { ...event.time, skewMs } };
  }

  async function unreadable(message: unknown): Promise<IngestAnswer> {
    const code: GovernanceFaultCode = 'governance/invalid-message';
    const issues = [
      { code, level: 'error', message: 'A message has a protocol and bytes.' },
    ] as const;
    const reasons = [{ code }];
    const unread = { source: 'devices', key: parts.ids.next(), at: clock.now(), reasons };
    const letter = await letters.keep({ ...unread, input: typeof message });
    return { outcome: 'refused', events: [], transitions: [], issues, letter };
  }

  /** Takes a message, and keeps it where something of it was refused: one way, for what comes and for what is read again. */
  async function taken(
    message: IngestMessage,
    receivedAt: number,
    before: string | undefined,
  ): Promise<IngestAnswer> {
    const normalized = normalizer.normalize({ ...message, receivedAt, tenant });
    const { events, issues, reply, unknown = [] } = normalized;
    const failed = issues.some(({ level }) => level === 'error') || unknown.length > 0;
    const letter = failed ? (before ?? (await kept.keep(message, issues, receivedAt))) : undefined;
    const earlier = caughtUp(receivedAt);
    const { events: fresh, works } = health.take(events.filter((event) => !keys.seen(event)));
    const moves = fresh.map(moved);
    const healing = works.map(({ condition, work }) =>
      owed.owe(condition, { type: 'health', work }),
    );
    await owed.record([...earlier.own, ...moves.flatMap(({ own }) => own), ...healing]);
    await settle();
    return {
      outcome: outcomeOf({ events, fresh, failed }, opensCase),
      events: fresh.map(timed),
      transitions: [...earlier.transitions, ...moves.flatMap(({ transitions }) => transitions)],
      issues,
      ...(letter === undefined ? {} : { letter }),
      ...(reply === undefined ? {} : { reply }),
    };
  }

  return {
    ingest: async (message) => {
      if (!isMessage(message)) return unreadable(message);
      // A time that is none is not believed; when it came in is known.
      const receivedAt = isInstant(message.receivedAt) ? message.receivedAt : clock.now();
      return taken(message, receivedAt, undefined);
    },
    replayRefused: async ({ mappings: mended = [] }) => {
      const ids = new Set(mended.map(({ id }) => id));
      const next = [...mappings.filter(({ id }) => !ids.has(id)), ...mended];
      normalizer = deviceNormalizer({ ...known, mappings: next });
      mappings = next;
      return readAgain(kept, (message, letter) => taken(message, message.receivedAt, letter));
    },
    operate: async (asked, by) => {
      if (await operations.isKnown(by.id)) return [];
      const command = { ...asked, at: operations.instantOf(asked.at) };
      const earlier = caughtUp(command.at);
      const operation = { command, id: by.id, actor: by.actor };
      const transitions = tracker.operate(command);
      operations.take(operation);
      const written = owed.owe(command.device, { type: 'operation', operation });
      const { own } = followed(transitions, by);
      await owed.record([...earlier.own, written, ...own]);
      await settle();
      return transitions;
    },
    advance: async (now) => {
      const earlier = caughtUp(now);
      const { transitions, own } = followed(tracker.advance(now));
      await owed.record([...earlier.own, ...own]);
      return [...earlier.transitions, ...transitions];
    },
    snapshot: async () => {
      await owed.recordAll();
      const operated = operations.taken;
      return { tracker: tracker.snapshot(), keys: keys.snapshot(), operated };
    },
    restore: (snapshot) => {
      tracker = alarmTracker(policy, snapshot.tracker);
      keys = deduplicator(remembered, snapshot.keys);
      operatedBefore = snapshot.operated ?? 0;
    },
    recall: () => operations.recall(operatedBefore),
  };
}
