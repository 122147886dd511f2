import { chosen, type MappingChoice } from './choice.ts';
import type { Found, MappingReads, ReadForm, ReadUse } from './found.ts';
import type { TextSource } from './text-source.ts';

/** What a choice comes to, by the number of its pointer. */
export interface QuickChoice<Value> {
  readonly at: number;
  readonly choose: (found: unknown) => Value | undefined;
}

/** Where a text comes from; the members of the other forms are empty. */
export interface QuickText {
  readonly form: 'constant' | 'pointer' | 'choice' | 'join';
  readonly constant: string;
  readonly at: number;
  readonly choose: (found: unknown) => string | null | undefined;
  readonly parts: readonly QuickText[];
}

/** A choice of one pointer; undefined for one that tries several. */
export function quickChoice<Value>(
  choice: MappingChoice<Value>,
  reads: MappingReads,
): QuickChoice<Value> | undefined {
  if (typeof choice.at !== 'string') return undefined;
  return { at: reads.number(choice.at), choose: chosen(choice) };
}

const nothing = () => undefined;

/** A text that is a constant, one pointer, a choice of one pointer or pieces of these joined; undefined for all others. */
export function quickText(
  source: TextSource | MappingChoice<string | null>,
  reads: MappingReads,
  use?: ReadUse,
  form: ReadForm = 'text',
): QuickText | undefined {
  const empty = { constant: '', at: -1, choose: nothing, parts: [] };
  if (typeof source === 'string')
    return source.startsWith('/')
      ? { ...empty, form: 'pointer', at: reads.number(source, form, use) }
      : { ...empty, form: 'constant', constant: source };
  if ('text' in source) return { ...empty, form: 'constant', constant: source.text };
  if ('first' in source) return undefined;
  if ('join' in source) {
    const parts = source.join.flatMap((part) => quickText(part, reads, use) ?? []);
    return parts.length === source.join.length ? { ...empty, form: 'join', parts } : undefined;
  }
  const choice = quickChoice(source, reads);
  return choice === undefined ? undefined : { ...empty, form: 'choice', ...choice };
}

/** The text, or undefined where there is none. */
export function textOf(plan: QuickText, found: Found): string | undefined {
  switch (plan.form) {
    case 'constant':
      return plan.constant;
    case 'pointer': {
      const value = found[plan.at];
      if (typeof value === 'string') return value === '' ? undefined : value;
      return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
    }
    case 'choice':
      return plan.choose(found[plan.at]) ?? undefined;
    case 'join': {
      let text = '';
      for (const part of plan.parts) {
        const piece = textOf(part, found);
        if (piece === undefined) return undefined;
        text += piece;
      }
      return text;
    }
  }
}
