import type { Point } from '@civigrid/cases';
import {
  isDomainError,
  memoryProgress,
  type Policy,
  runPolicy,
  type Subscription,
  subscribe,
} from '@civigrid/kernel';
import { done, perform } from './case-office.ts';
import type { LetterDesk } from './dead-letter-office.ts';
import type { IncidentView } from './incident-view.ts';
import type { GovernanceOptions } from './options.ts';
import type { CaseTask } from './orders.ts';
import { type AlarmPolicyViews, alarms } from './policies/alarms.ts';
import { dispatching } from './policies/dispatching.ts';
import { filing } from './policies/filing.ts';
import { type CasePolicyViews, routing } from './policies/routing.ts';
import type { Publisher } from './publisher.ts';

/** What the policies of a town stand on. */
export interface CasePolicyPorts extends CasePolicyViews {
  readonly options: GovernanceOptions;
  readonly incidents: IncidentView;
  readonly letters: LetterDesk;
  readonly told: Publisher;
  /** Brings the views up to the log. */
  readonly look: () => Promise<unknown>;
}

/** With these the case has gone on by itself; nothing was lost. */
const goneOn: readonly string[] = [
  'cases/wrong-status',
  'cases/not-open',
  'cases/already-reported',
  'cases/mediation-under-way',
];

/** Where a device stands, if it stands there for everybody to see. */
function publicPlaces({ devices }: GovernanceOptions): (device: string) => Point | undefined {
  const places = new Map<string, Point>();
  for (const { device, point, owner } of devices?.registry ?? [])
    if (point !== undefined && owner === undefined) places.set(device, point);
  return (device) => places.get(device);
}

/** The policies that turn events into commands of cases, and the listeners of this process. */
export function casePolicies(ports: CasePolicyPorts): readonly Subscription[] {
  const { parts, cases, incidents, options, letters, told, look } = ports;
  const { store, tenant, digest } = parts;
  const views: CasePolicyViews = { parts, cases };

  function run<Views>(
    policy: Policy<Views, CaseTask>,
    seen: Views,
    after: () => Promise<unknown> = async () => undefined,
  ): Subscription {
    return runPolicy({
      store,
      progress: store.progress,
      tenant,
      from: 'start',
      policy,
      views: seen,
      digest,
      perform: async (meta, task) => {
        await look();
        try {
          done(await perform(parts, cases, meta, task));
          await after();
        } catch (error) {
          if (!isDomainError(error)) throw error;
          const { code } = error;
          told.tell('refusal', { by: policy.name, code, stream: `case/${task.case}` });
          if (goneOn.includes(code)) return;
          const { type } = task.order;
          const input = { case: task.case, order: type, cause: meta.cause ?? null };
          const kept = { source: `policies/${policy.name}`, key: meta.id, at: meta.at };
          await letters.keep({ ...kept, reasons: [{ code }], input });
        }
      },
    });
  }

  const alarmViews = {
    ...views,
    incidents,
    alarms: options.devices?.alarms,
    publicPlace: publicPlaces(options),
  };
  return [
    run(filing, views),
    run(routing, views),
    run(dispatching, views),
    // The next alarm of a page may belong to the case that the last one opened.
    run<AlarmPolicyViews>(alarms, alarmViews, look),
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
}
