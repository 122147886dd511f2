import { DomainError } from '@civigrid/kernel';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import type { Decoded } from '../intake/codec.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import { eventOf, planEvent } from './event-plan.ts';
import { type Found, findFirst, MappingReads } from './found.ts';
import { readFrameField } from './frame-field.ts';
import type { CompiledMapping, DeviceMapping, MappingDefaults, MappingInput } from './mapping.ts';
import { checkMapping } from './mapping-check.ts';
import { missing, wrong } from './mapping-issue.ts';
import { parsePointer } from './pointer.ts';

/** Shared, so that the common message makes no empty lists. */
const none: readonly never[] = Object.freeze([]);

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
  const topic = mapping.match?.topic;
  const scopeOf = (input: MappingInput) => [envelopeOf(mapping, input), input.body];
  const matchesFound = (found: Found) => tests.every(([at, wanted]) => found[at] === wanted);
  const applyFound = (found: Found, defaults: MappingDefaults): Decoded => {
    const issues: DeviceIssue[] = [];
    const only = eventOf(plan, found, defaults, issues, -1);
    return {
      events: only === undefined ? none : [only],
      issues: issues.length > 0 ? issues : none,
    };
  };
  const common = {
    id: mapping.id,
    protocol: mapping.protocol,
    ...(topic === undefined ? {} : { topic }),
    reads: reads.list,
    tested,
    matchesFound,
    matches: (input: MappingInput) =>
      tests.length === 0 || matchesFound(reads.find(scopeOf(input))),
  };
  if (mapping.each === undefined)
    return {
      ...common,
      applyFound,
      apply: (input) => applyFound(reads.find(scopeOf(input)), input),
    };
  const each = mapping.each;
  const path = parsePointer(each) ?? [];
  return {
    ...common,
    apply(input): Decoded {
      const scope = scopeOf(input);
      const list = findFirst(scope, path);
      if (!Array.isArray(list))
        return { events: [], issues: [list === undefined ? missing(each) : wrong(each, 'a list')] };
      const issues: DeviceIssue[] = [];
      const events = list.flatMap((element: unknown, i) => {
        const own: DeviceIssue[] = [];
        const made = eventOf(plan, reads.find([element, ...scope]), input, own, i);
        issues.push(...own.map((one) => ({ ...one, path: `${each}/${i}${one.path ?? ''}` })));
        return made ?? [];
      });
      if (list.length === 0)
        issues.push(issue('info', 'devices/no-event', 'The list is empty.', { path: each }));
      return { events, issues };
    },
  };
}
