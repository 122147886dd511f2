import { isMultiHit } from '../hit-policy.ts';
import type { Table } from '../table.ts';

/** What a table says all over a box. */
export interface Said {
  /** Equal keys for equal answers. */
  readonly key: string;
  /** The rules that answer, by slot. */
  readonly rules: readonly number[];
  readonly refusal?: 'tables/not-any' | 'tables/not-unique';
}

/** The rules that meet a box, the strongest first, and whether each holds all of it. */
export interface Meeting {
  readonly slots: readonly number[];
  readonly isAllOver: readonly boolean[];
}

/** What a table says all over a box, or the rule that has to be told apart first. */
export function saidIn(
  { hit, aggregate }: Table,
  { slots, isAllOver }: Meeting,
  { outcomes, fallback }: { readonly outcomes: Int32Array; readonly fallback: number | undefined },
): Said | number {
  const partly = slots.find((_, i) => !isAllOver[i]);
  const sure = slots.filter((_, i) => isAllOver[i]);
  if (isMultiHit(hit)) {
    if (partly !== undefined) return partly;
    const list = sure.map((slot) => outcomes[slot]);
    return { key: `all ${aggregate ?? ''} ${list.join()}`, rules: sure };
  }
  const [strongest] = slots;
  if (strongest === undefined)
    return { key: fallback === undefined ? 'none' : `one ${fallback}`, rules: [] };
  const one = { key: `one ${outcomes[strongest]}`, rules: [strongest] };
  if (hit === 'first' || hit === 'priority') return isAllOver[0] ? one : strongest;
  const [first] = sure;
  if (hit === 'unique') {
    if (sure.length > 1) return { key: hit, rules: sure, refusal: 'tables/not-unique' };
    return partly ?? one;
  }
  if (first === undefined) return strongest;
  const said = outcomes[first];
  if (sure.some((slot) => outcomes[slot] !== said))
    return { key: hit, rules: sure, refusal: 'tables/not-any' };
  const other = slots.find((slot, i) => !isAllOver[i] && outcomes[slot] !== said);
  return other ?? { key: `one ${said}`, rules: [first] };
}
