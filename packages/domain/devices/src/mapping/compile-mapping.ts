import { DomainError } from '@civigrid/kernel';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import type { Decoded } from '../intake/codec.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import { type EventPlan, eventOf, planEvent } from './event-plan.ts';
import { type Found, findFirst, type MappingRead, MappingReads } from './found.ts';
import { readFrameField } from './frame-field.ts';
import type { CompiledMapping, DeviceMapping, MappingDefaults, MappingInput } from './mapping.ts';
import { checkMapping } from './mapping-check.ts';
import { missing, wrong } from './mapping-issue.ts';
import { parsePointer } from './pointer.ts';

/** What `/uplink` and `/frame` find. */
function envelopeOf(mapping: DeviceMapping, input: MappingInput): unknown {
  if (input.uplink === undefined) return undefined;
  const { view, bytes } = input.uplink;
  const fields = Object.create(null) as Record<string, number>;
  for (const field of mapping.frame ?? []) {
    const value = readFrameField(field, bytes);
    if (value !== undefined) fields[field.name] = value;
  }
  return { uplink: view, frame: fields };
}

/** The inside of a compiled mapping, for a reader that resolves the pointers itself. */
export interface MappingInside {
  readonly plan: EventPlan;
  /** The pointers that it reads, by their numbers. */
  readonly reads: readonly MappingRead[];
  /** So many of them, the first ones, tell whether it is meant for a body. */
  readonly tested: number;
  readonly matchesFound: (found: Found) => boolean;
  /** It makes one event of each element of a list. */
  readonly isList: boolean;
}

const insides = new WeakMap<CompiledMapping, MappingInside>();

/** The inside of a mapping that {@link compileMapping} made. */
export function insideOf(mapping: CompiledMapping): MappingInside | undefined {
  return insides.get(mapping);
}

/** The one event of what was found. */
export function applyPlan(plan: EventPlan, found: Found, defaults: MappingDefaults): Decoded {
  const issues: DeviceIssue[] = [];
  const only = eventOf(plan, found, defaults, issues, -1);
  return { events: only === undefined ? [] : [only], issues };
}

/** One event for each element of the list that `each` finds. */
function applyToEach(
  plan: EventPlan,
  reads: MappingReads,
  each: string,
  scope: readonly unknown[],
  defaults: MappingDefaults,
): Decoded {
  const list = findFirst(scope, parsePointer(each) ?? []);
  if (!Array.isArray(list))
    return { events: [], issues: [list === undefined ? missing(each) : wrong(each, 'a list')] };
  const issues: DeviceIssue[] = [];
  const events = list.flatMap((element: unknown, i) => {
    const own: DeviceIssue[] = [];
    const made = eventOf(plan, reads.find([element, ...scope]), defaults, own, i);
    issues.push(...own.map((one) => ({ ...one, path: `${each}/${i}${one.path ?? ''}` })));
    return made ?? [];
  });
  if (list.length === 0)
    issues.push(issue('info', 'devices/no-event', 'The list is empty.', { path: each }));
  return { events, issues };
}

/** Makes a mapping ready. Refuses with `devices/invalid-mapping`, the findings in its details. */
export function compileMapping(mapping: DeviceMapping): CompiledMapping {
  const wrongs = checkMapping(mapping);
  if (wrongs.length > 0)
    throw new DomainError(
      'devices/invalid-mapping' satisfies DevicesErrorCode,
      `The mapping is not one: ${wrongs.map(({ path, message }) => `${path} ${message}`).join(' ')}`,
      { issues: wrongs.map(({ code, path, message }) => ({ code, path, message })) },
    );
  const reads = new MappingReads();
  const tests = Object.entries(mapping.match?.equals ?? {}).map(
    ([pointer, wanted]) => [reads.number(pointer), wanted] as const,
  );
  const tested = reads.list.length;
  const plan = planEvent(mapping, reads);
  const { each } = mapping;
  const topic = mapping.match?.topic;
  const scopeOf = (input: MappingInput) => [envelopeOf(mapping, input), input.body];
  const matchesFound = (found: Found) => tests.every(([at, wanted]) => found[at] === wanted);
  const compiled: CompiledMapping = {
    id: mapping.id,
    protocol: mapping.protocol,
    ...(topic === undefined ? {} : { topic }),
    matches: (input) => tests.length === 0 || matchesFound(reads.find(scopeOf(input))),
    apply: (input) =>
      each === undefined
        ? applyPlan(plan, reads.find(scopeOf(input)), input)
        : applyToEach(plan, reads, each, scopeOf(input), input),
  };
  insides.set(compiled, {
    plan,
    reads: reads.list,
    tested,
    matchesFound,
    isList: each !== undefined,
  });
  return compiled;
}
