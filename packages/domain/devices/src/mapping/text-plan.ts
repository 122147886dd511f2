import type { DeviceIssue } from '../event/device-issue.ts';
import { KnownDevice } from '../intake/known-devices.ts';
import type { Found, MappingReads, ReadForm, ReadUse } from './found.ts';
import type { MappingCase, MappingChoice, TextSource } from './mapping.ts';
import { missing, wrong } from './mapping-issue.ts';

/**
 * A choice made ready. Plans are data that one function reads, and not a closure for each part of each mapping: a call
 * whose target is another one every time costs more than the work behind it.
 */
export interface ChoicePlan<Value> {
  /** The number of the pointer. */
  readonly at: number;
  readonly pointer: string;
  readonly cases: readonly MappingCase<Value>[];
  /** A table of plain values is one Map access. */
  readonly table: ReadonlyMap<unknown, MappingCase<Value>> | undefined;
  /** What is to be compared with numbers and is none would else pass for "neither above nor below". */
  readonly compares: boolean;
  readonly otherwise: Value | undefined;
}

/** Where a text comes from, made ready; the members of the other forms are empty. */
export interface TextPlan {
  readonly form: 'constant' | 'pointer' | 'choice' | 'join';
  /** The constant or the pointer. */
  readonly text: string;
  readonly at: number;
  readonly choice: ChoicePlan<string> | undefined;
  readonly parts: readonly TextPlan[];
}

/** Makes a choice ready. */
export function planChoice<Value>(
  choice: MappingChoice<Value>,
  reads: MappingReads,
): ChoicePlan<Value> {
  const { at: pointer, cases } = choice;
  const isTable = cases.every(({ equals }) => equals !== undefined);
  return {
    at: reads.number(pointer),
    pointer,
    cases,
    // The first case of a value wins.
    table: isTable
      ? new Map<unknown, MappingCase<Value>>([...cases].reverse().map((one) => [one.equals, one]))
      : undefined,
    compares: cases.every(({ equals }) => equals === undefined),
    otherwise: choice.else,
  };
}

/** Makes a text ready. */
export function planText(
  source: TextSource,
  reads: MappingReads,
  use?: ReadUse,
  form: ReadForm = 'text',
): TextPlan {
  const empty = { text: '', at: -1, choice: undefined, parts: [] };
  if (typeof source === 'string')
    return source.startsWith('/')
      ? { ...empty, form: 'pointer', text: source, at: reads.number(source, form, use) }
      : { ...empty, form: 'constant', text: source };
  if ('join' in source)
    return {
      ...empty,
      form: 'join',
      parts: source.join.map((part) => planText(part, reads, use)),
    };
  return { ...empty, form: 'choice', choice: planChoice(source, reads) };
}

function holds<Value>({ equals, below, above }: MappingCase<Value>, value: unknown): boolean {
  if (equals !== undefined) return equals === value;
  if (typeof value !== 'number') return false;
  return below === undefined ? value > (above ?? Number.POSITIVE_INFINITY) : value < below;
}

/** What a choice comes to, or undefined; why is an issue. */
export function chosen<Value>(
  plan: ChoicePlan<Value>,
  found: Found,
  issues: DeviceIssue[],
): Value | undefined {
  const { table, cases, otherwise, pointer } = plan;
  const value = found[plan.at];
  const hit = table === undefined ? cases.find((one) => holds(one, value)) : table.get(value);
  if (hit !== undefined) return hit.then;
  const odd =
    (typeof value === 'object' && value !== null) ||
    (plan.compares && value !== undefined && typeof value !== 'number');
  if (!odd && otherwise !== undefined) return otherwise;
  issues.push(value === undefined ? missing(pointer) : wrong(pointer, 'one of the cases'));
  return undefined;
}

function joined(
  parts: readonly TextPlan[],
  found: Found,
  issues: DeviceIssue[],
): string | undefined {
  let text = '';
  for (const part of parts) {
    const piece = textOf(part, found, issues);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

/** The text, or undefined; why there is none is an issue. */
export function textOf(plan: TextPlan, found: Found, issues: DeviceIssue[]): string | undefined {
  if (plan.form === 'constant') return plan.text;
  if (plan.choice !== undefined) return chosen(plan.choice, found, issues);
  if (plan.form === 'join') return joined(plan.parts, found, issues);
  const value = found[plan.at];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value instanceof KnownDevice) return value.device;
  issues.push(value === undefined ? missing(plan.text) : wrong(plan.text, 'a text'));
  return undefined;
}
