import type { Point } from '@civigrid/cases';
import type { AlarmTransition } from '@civigrid/devices';
import type { GridHierarchy } from '@civigrid/grid';
import {
  actorId,
  type CaseId,
  type CommandMeta,
  type ConventionId,
  correlationId,
  type DeadLetter,
  type Deadline,
  fireDue,
  isDomainError,
  type Json,
  memoryProgress,
  type Policy,
  parseStreamId,
  runPolicy,
  type Subscription,
  subscribe,
  type TenantId,
} from '@civigrid/kernel';
import { type CaseDesk, caseDesk } from './case-desk.ts';
import { perform } from './case-office.ts';
import { caseView } from './case-view.ts';
import { type ConventionDesk, convene, conventionDesk } from './convention-desk.ts';
import { deadLetterOffice, type RefusedInput } from './dead-letter-office.ts';
import { type CaseExplanation, explainCase } from './explain.ts';
import { refusal } from './governance-error.ts';
import { incidentView } from './incident-view.ts';
import {
  deviceDesk,
  type IngestAnswer,
  type IngestMessage,
  type TrackerSnapshot,
} from './intake/ingest.ts';
import { type ReportAnswer, reportDesk } from './intake/report.ts';
import type { ReportInput } from './intake/report-input.ts';
import type { Notification } from './notification.ts';
import type { GovernanceOptions } from './options.ts';
import type { CaseTask } from './orders.ts';
import { type AlarmPolicyViews, alarms } from './policies/alarms.ts';
import { dispatching } from './policies/dispatching.ts';
import { filing } from './policies/filing.ts';
import { notifying } from './policies/notifying.ts';
import { routing } from './policies/routing.ts';
import { publisher, type TownEvents } from './publisher.ts';
import { settling } from './settling.ts';
import { townParts } from './town-parts.ts';

/** What time has brought. */
export interface TickAnswer {
  /** How many deadlines fired. */
  readonly fired: number;
  readonly transitions: readonly AlarmTransition[];
}

/** How far a host has come with its inputs, with whatever it wants to remember. */
export interface IntakeCheckpoint {
  readonly upTo: number;
  readonly note: Json;
}

/** The front door of one town (治理入口). */
export interface Town {
  readonly tenant: TenantId;
  readonly grid: GridHierarchy;
  readonly cases: CaseDesk;
  readonly conventions: ConventionDesk;
  /** Takes a report: located, filed, routed, dispatched, told. Refuses with a `GovernanceErrorCode`; what was refused is kept. */
  report(input: ReportInput): Promise<ReportAnswer>;
  /** Takes a message of a device. Never refuses: what cannot be understood is an answer, and kept. */
  ingest(message: IngestMessage): Promise<IngestAnswer>;
  /** Why a case is where it is. */
  explain(caseId: CaseId): Promise<CaseExplanation>;
  /** Listens to what stands in the log from now on; gives the way to stop. */
  on<Name extends keyof TownEvents>(
    name: Name,
    listener: (told: TownEvents[Name]) => void,
  ): () => void;
  /** Lets time come to `now` (UTC milliseconds): deadlines fire, alarms fall silent. An earlier `now` does nothing. */
  tick(now: number): Promise<TickAnswer>;
  /** Keeps what the host itself could not read, sealed, with its reason; gives the letter's id. */
  refuse(refused: RefusedInput): Promise<string>;
  /** Refused input, in order of id. */
  letters(): Promise<readonly DeadLetter[]>;
  /** How many incidents the street has had. */
  incidents(): number;
  /** Where the host's intake stands; what came after it is to be given again, and changes nothing that was done. */
  intake(): Promise<IntakeCheckpoint | undefined>;
  /** Keeps how far the host's intake has come, with the state of the alarms: give what came after it again after a crash. */
  checkpoint(upTo: number, note?: Json): Promise<void>;
  /** Ends what is under way. Closes the store only if the town made it. */
  close(): Promise<void>;
}

const retention = 184 * 86_400_000;

/** Opens a town: reads its log, does what a crash left undone, and is ready. Refuses with `governance/invalid-options` or `governance/invalid-routing`. */
export async function governance(options: GovernanceOptions): Promise<Town> {
  const parts = townParts(options);
  const { tenant, store, vault, digest } = parts;
  const { devices = {}, duplicates = {}, letterRetentionMs = retention } = options;
  const { leaseMs = 30_000 } = options;
  const cases = caseView(vault);
  const incidents = incidentView();
  const told = publisher();
  const intakeGroup = `${tenant}/intake`;
  const office = { tenant, deadLetters: store.deadLetters, vault, digest };
  const letters = deadLetterOffice({ ...office, retentionMs: letterRetentionMs });

  /** Both views follow one subscription, so that no policy sees one ahead of the other. */
  const views = subscribe({
    store,
    progress: memoryProgress(),
    tenant,
    group: 'views',
    from: 'start',
    handle: async ({ events }) => {
      incidents.apply(events);
      await cases.apply(events);
    },
  });

  function caseTasks<Views>(policy: Policy<Views, CaseTask>, seen: Views): Subscription {
    return runPolicy({
      store,
      progress: store.progress,
      tenant,
      from: 'start',
      policy,
      views: seen,
      digest,
      perform: async (meta, task) => {
        await views.poll();
        try {
          await perform(parts, cases, meta, task);
        } catch (error) {
          if (!isDomainError(error)) throw error;
          // The case has gone on meanwhile: there is nobody to refuse to.
          told.tell('refusal', { by: policy.name, code: error.code, stream: task.case });
        }
      },
    });
  }

  const seen = { parts, cases };
  const policies = [
    caseTasks(filing, seen),
    caseTasks(routing, seen),
    caseTasks(dispatching, seen),
    caseTasks<AlarmPolicyViews>(alarms, {
      ...seen,
      alarms: devices.alarms,
      publicPlace: publicPlaces(options),
    }),
    subscribe({
      store,
      progress: memoryProgress(),
      tenant,
      group: 'listeners',
      from: 'head',
      handle: async ({ events }) => {
        for (const event of events) {
          told.tell(event.type as `${string}/${string}`, event);
          told.tell('event', event);
        }
      },
    }),
  ];
  let unreachable: unknown;
  const telling = runPolicy({
    store,
    progress: store.progress,
    tenant,
    from: 'start',
    policy: notifying,
    views: seen,
    digest,
    perform: async (_, notification: Notification) => {
      try {
        await options.notify?.(notification);
      } catch (error) {
        unreachable = error;
        throw error;
      }
      told.tell('notification', notification);
    },
  });
  /** Whom nobody can reach now is told the next time; what was decided stands. */
  const outward: Subscription = {
    ...telling,
    poll: () =>
      telling.poll().catch((error: unknown) => {
        if (error !== unreachable) throw error;
        const code = 'governance/not-notified';
        told.tell('refusal', { by: 'notifying', code, stream: `tenant/${tenant}` });
        return 0;
      }),
  };
  const { settle, quiet } = settling({ views, policies, outward });
  const desk = { parts, letters, settle };
  const reports = reportDesk({ ...desk, cases, duplicates });
  const machines = deviceDesk({
    ...desk,
    incidents,
    devices,
    refused: (code) => told.tell('refusal', { by: 'devices', code, stream: 'incident' }),
  });
  const caseWork = caseDesk(parts, cases, settle);

  let closed = false;
  const open = <Result>(work: () => Promise<Result>): Promise<Result> =>
    closed ? Promise.reject(refusal('governance/closed', 'The town has been closed.')) : work();

  const kept = await store.progress.load(intakeGroup, 0);
  const remembered = kept?.snapshot as Kept | undefined;
  if (remembered !== undefined) machines.restore(remembered.devices);
  let now = Number.NEGATIVE_INFINITY;
  await settle();

  return {
    tenant,
    grid: parts.grid,
    cases: caseWork,
    conventions: conventionDesk(parts, settle),
    report: (input) => open(() => reports.report(input)),
    ingest: (message) => open(() => machines.ingest(message)),
    explain: (id) => open(() => explainCase(parts, caseWork, id)),
    on: told.on,
    tick: (at) =>
      open(async () => {
        if (!(at >= now)) return { fired: 0, transitions: [] };
        now = at;
        const transitions = await machines.advance(at);
        await settle();
        const run = { deadlines: store.deadlines, digest, tenant, now: at, leaseMs };
        const fired = await fireDue({
          ...run,
          fire: async (deadline, id) => {
            const actor = actorId('timer');
            const meta = { id, tenant, at, actor, correlation: correlationId(deadline.stream) };
            await fire(deadline, meta);
            await settle();
          },
        });
        return { fired, transitions };
      }),
    refuse: (refused) => open(() => letters.keep(refused)),
    letters: () => store.deadLetters.list({ tenant }),
    incidents: incidents.count,
    intake: async () => {
      const checkpoint = await store.progress.load(intakeGroup, 0);
      if (checkpoint === undefined) return undefined;
      return { upTo: checkpoint.upTo, note: (checkpoint.snapshot as Kept).note };
    },
    checkpoint: (upTo, note = null) =>
      open(async () => {
        const snapshot: Kept = { devices: await machines.snapshot(), note };
        await store.progress.save(intakeGroup, 0, upTo, snapshot as unknown as Json);
      }),
    close: async () => {
      closed = true;
      await quiet();
      if (options.store === undefined) await store.close();
    },
  };

  /** Wakes the stream of a deadline. What refuses to be woken is told, and its deadline is over. */
  async function fire(deadline: Deadline, meta: CommandMeta): Promise<void> {
    const named = parseStreamId(deadline.stream);
    const name = deadline.key.slice(deadline.stream.length + 1);
    try {
      if (named?.kind === 'case') {
        const order = { type: 'timer', name, due: deadline.due } as const;
        await perform(parts, cases, meta, { case: named.id as CaseId, order }, deadline);
      } else if (named?.kind === 'convention') {
        const order = { type: 'closeVote' } as const;
        await convene(parts, meta, named.id as ConventionId, order, deadline);
      }
    } catch (error) {
      if (!isDomainError(error)) throw error;
      told.tell('refusal', { by: 'timer', code: error.code, stream: deadline.stream });
    }
  }
}

/** What a checkpoint keeps. */
type Kept = { readonly devices: TrackerSnapshot; readonly note: Json };

/** Where a device stands, if it stands there for everybody to see. */
function publicPlaces({ devices }: GovernanceOptions): (device: string) => Point | undefined {
  const places = new Map<string, Point>();
  for (const { device, point, owner } of devices?.registry ?? [])
    if (point !== undefined && owner === undefined) places.set(device, point);
  return (device) => places.get(device);
}
