import {
  type AlarmSignal,
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
  type IncidentCommand,
  type IncidentFact,
  type IncidentState,
  incidentDecider,
  joinIncident,
} from '@civigrid/devices';
import {
  actorId,
  type CommandMeta,
  correlationId,
  derivedId,
  type GridCode,
  type Handling,
  intakeCommandId,
  isDomainError,
  type Json,
  type LetterReason,
  newThingId,
  step,
  streamId,
  toHex,
} from '@civigrid/kernel';
import { done } from '../case-office.ts';
import type { LetterDesk } from '../dead-letter-office.ts';
import type { GovernanceFaultCode } from '../governance-error.ts';
import type { IncidentView } from '../incident-view.ts';
import type { TownDevices } from '../options.ts';
import { alarmCase } from '../policies/alarms.ts';
import type { TownParts } from '../town-parts.ts';
import { toBase64 } from './base64.ts';

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

const tenMinutes = 600_000;
const remembered = { windowMs: 86_400_000, capacity: 65_536 };

const incidentHandling: Handling<IncidentState, IncidentCommand, IncidentFact> = {
  decider: incidentDecider,
};

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

/** Something to be recorded, and the condition whose order it must keep. */
interface Owed {
  readonly condition: string;
  readonly work: () => Promise<void>;
}

const spoken: ReadonlySet<string> = new Set(coreCodecs.map(({ protocol }) => protocol));

const isInstant = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= 8.64e15;

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
  const { parts, incidents, letters, devices, settle, refused } = ports;
  const { tenant, digest, clock, handler } = parts;
  const { registry, mappings, alarms, tracker: policy = { lateness: 0, kinds: {} } } = devices;
  const normalizer = deviceNormalizer({
    ...(registry === undefined ? {} : { registry: deviceRegistry(registry) }),
    ...(mappings === undefined ? {} : { mappings }),
  });
  const opensCase = (kind: string) => alarmCase(kind, alarms) !== undefined;
  let tracker: AlarmTracker = alarmTracker(policy);
  let keys: Deduplicator = deduplicator(remembered);

  function metaOf(signal: AlarmSignal, condition: string): CommandMeta {
    const { messageKey: message, occurred: at, received, device } = signal;
    const id = intakeCommandId(tenant, { source: 'devices', message, condition, at }, digest);
    const actor = actorId(`device:${device}`);
    return { id, tenant, at: received, actor, correlation: correlationId(id) };
  }

  async function give(
    meta: CommandMeta,
    incident: string,
    grid: string | undefined,
    command: IncidentCommand,
  ): Promise<void> {
    const stream = streamId('incident', incident);
    const partition = parts.partition(grid as GridCode | undefined);
    const correlation = correlationId(incident);
    const asked = step({ handling: incidentHandling, stream, partition, command });
    done(await handler.handle({ ...meta, correlation }, [asked]));
  }

  async function raise(signal: AlarmSignal, momentary: boolean): Promise<void> {
    const meta = metaOf(signal, `raise/${signal.conditionKey}`);
    // A repeated message has found its incident before, and must find the same one again.
    if ((await parts.store.first(tenant, meta.id)) !== undefined) return;
    const near = signal.grid === undefined ? [] : incidents.in(signal.grid);
    const joined = joinIncident(signal, near, tenMinutes)?.id;
    const incident = joined ?? newThingId(tenant, meta.id, 'incident', meta.at, digest);
    await give(meta, incident, signal.grid, { type: 'raise', at: meta.at, signal, momentary });
    await settle();
  }

  async function follow(transition: AlarmTransition): Promise<void> {
    const { conditionKey } = transition;
    switch (transition.type) {
      case 'raised':
        return raise(transition.signal, false);
      case 'cleared': {
        const { signal } = transition;
        const known = incidents.holding(conditionKey);
        if (known === undefined) return;
        const { occurred, received } = signal;
        const meta = metaOf(signal, `clear/${conditionKey}`);
        const command = { type: 'clear', at: received, conditionKey, occurred, received } as const;
        return give(meta, known.id, known.grid, command);
      }
      case 'corrected': {
        const known = incidents.holding(conditionKey);
        if (known === undefined) return;
        const { of, was, at: occurred } = transition;
        const parted = [conditionKey, of, was, occurred ?? 'never'];
        const at = occurred ?? was;
        const id = derivedId({ tenant, at, kind: 'intake', parts: ['correct', ...parted] }, digest);
        const meta = {
          id: id as CommandMeta['id'],
          tenant,
          at,
          actor: actorId('devices'),
          correlation: correlationId(known.id),
        };
        const right = occurred === undefined ? {} : { occurred };
        return give(meta, known.id, known.grid, {
          type: 'correct',
          at,
          conditionKey,
          of,
          was,
          ...right,
        });
      }
      default:
        return undefined;
    }
  }

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

  /** What the trackers have said and the record does not hold yet; a fault leaves it here for the next time. */
  let owed: readonly Owed[] = [];
  let recording: Promise<unknown> = Promise.resolve();

  /** Records what is owed, in the order of each condition; gives what could not be recorded. */
  async function recordAll(): Promise<ReadonlyMap<Owed, unknown>> {
    const faults = new Map<Owed, unknown>();
    const stopped = new Set<string>();
    const all = owed;
    for (const one of all) {
      if (stopped.has(one.condition)) continue;
      try {
        await one.work();
      } catch (error) {
        if (isDomainError(error)) refused(error.code);
        else {
          faults.set(one, error);
          stopped.add(one.condition);
        }
      }
      if (!stopped.has(one.condition)) owed = owed.filter((other) => other !== one);
    }
    return faults;
  }

  /** One after another. Throws the fault of one's own; those of others are theirs, and are told. */
  async function record(own: readonly Owed[]): Promise<void> {
    const mine = recording.then(recordAll, recordAll);
    recording = mine;
    const faults = await mine;
    for (const [one, error] of faults) {
      if (own.includes(one)) throw error;
      refused('governance/not-recorded' satisfies GovernanceFaultCode);
    }
  }

  function owe(condition: string, work: () => Promise<void>): Owed {
    const one = { condition, work };
    owed = [...owed, one];
    return one;
  }

  function moved(event: DeviceEvent): {
    readonly transitions: readonly AlarmTransition[];
    readonly own: readonly Owed[];
  } {
    const transitions = tracker.apply(event);
    const own = transitions.map((each) => owe(each.conditionKey, () => follow(each)));
    if (event.phase === 'instant' && opensCase(event.kind))
      own.push(owe(event.conditionKey, () => raise(alarmSignal(event), true)));
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
      const fresh = events.filter((event) => !keys.seen(event));
      const moves = fresh.map(moved);
      await record(moves.flatMap(({ own }) => own));
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
      const own = transitions.map((each) => owe(each.conditionKey, () => follow(each)));
      await record(own);
      return transitions;
    },
    snapshot: async () => {
      await record([]);
      if (owed.length > 0)
        throw new Error('Not everything that the trackers said is recorded yet.');
      return { tracker: tracker.snapshot(), keys: keys.snapshot() };
    },
    restore: (snapshot) => {
      tracker = alarmTracker(policy, snapshot.tracker);
      keys = deduplicator(remembered, snapshot.keys);
    },
  };
}
