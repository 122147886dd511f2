import type { Decider, Fact, StreamKind, Upcasters } from '@civigrid/kernel';

/** How streams are read that one decider writes. */
interface Reader {
  readonly kind: StreamKind;
  /** The entry that offers the decider and, where a type has an older schema, its upcasters. */
  readonly module: string;
  readonly upcasters?: string;
}

/** By the name of its decider, every reader of stored events. */
export const readers: ReadonlyMap<string, Reader> = new Map([
  ['caseDecider', { kind: 'case', module: '@civigrid/cases' }],
  ['serviceRequestDecider', { kind: 'request', module: '@civigrid/cases/service-requests' }],
  ['taskDecider', { kind: 'task', module: '@civigrid/cases/tasks' }],
  ['conventionDecider', { kind: 'convention', module: '@civigrid/conventions' }],
  ['eligibilityDecider', { kind: 'poll', module: '@civigrid/conventions/ballots' }],
  ['secretVoteDecider', { kind: 'ballots', module: '@civigrid/conventions/ballots' }],
  ['voteDecider', { kind: 'ballots', module: '@civigrid/conventions/ballots' }],
  ['deviceDecider', { kind: 'device', module: '@civigrid/devices', upcasters: 'deviceUpcasters' }],
  ['findingDecider', { kind: 'finding', module: '@civigrid/devices/health' }],
  ['incidentDecider', { kind: 'incident', module: '@civigrid/devices' }],
  ['operationDecider', { kind: 'tenant', module: '@civigrid/devices' }],
  ['divisionDecider', { kind: 'division', module: '@civigrid/grid/division' }],
  ['careDecider', { kind: 'person', module: '@civigrid/people/households' }],
  ['householdDecider', { kind: 'household', module: '@civigrid/people/households' }],
  ['programmeDecider', { kind: 'programme', module: '@civigrid/people/programmes' }],
  ['rosterDecider', { kind: 'roster', module: '@civigrid/people' }],
  ['themedGridDecider', { kind: 'programme', module: '@civigrid/people/programmes' }],
  ['volunteersDecider', { kind: 'programme', module: '@civigrid/people/volunteers' }],
]);

export type AnyDecider = Decider<unknown, never, Fact>;

/** A reader with what its package offers for it. */
export interface Reading {
  readonly decider: AnyDecider;
  readonly upcasters: Upcasters | undefined;
}

/** What a host imports to read the streams of a decider. */
export async function readingOf(name: string): Promise<Reading> {
  const reader = readers.get(name);
  if (reader === undefined) throw new Error(`${name} is not among the readers of tests/record.`);
  const offered: Record<string, unknown> = await import(/* @vite-ignore */ reader.module);
  const upcasters = reader.upcasters === undefined ? undefined : offered[reader.upcasters];
  return { decider: offered[name] as AnyDecider, upcasters: upcasters as Upcasters | undefined };
}
