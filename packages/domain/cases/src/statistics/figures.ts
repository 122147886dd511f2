import { type CountName, countNames, type RateName, rateNames } from './figure-names.ts';

/** A share that anybody can work out again. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  /** What a rule took out (剔除); in neither number. */
  readonly excluded: number;
  /** What nobody can say yet: it still runs at the end of the period. */
  readonly pending: number;
  /** What nobody can say because no calendar knows a year on the way. */
  readonly unknown: number;
  /** What ended in another way before its limit ran out: an order that came back, a case that went on in another. */
  readonly lapsed: number;
  /** Numerator over denominator, 0 to 1; absent where there is nothing to divide. */
  readonly rate?: number;
}

/** Where closures were settled. */
export interface SettledAt {
  readonly level: string;
  readonly closed: number;
}

/** The figures of all cases, or of a part of them (统计数据). */
export interface Figures {
  readonly counts: Readonly<Record<CountName, number>>;
  readonly rates: Readonly<Record<RateName, Rate>>;
  /** Closures by level, the lowest first. */
  readonly settled: readonly SettledAt[];
}

/** How something that a rate counts has come out. */
export type Verdict = 'kept' | 'missed' | 'excluded' | 'pending' | 'unknown' | 'lapsed';

const slotOf: Readonly<Record<Verdict, number>> = {
  kept: 0,
  missed: 1,
  excluded: 2,
  pending: 3,
  unknown: 4,
  lapsed: 5,
};
const width = 6;
const rateSlots = new Map(rateNames.map((name, i) => [name, i * width]));
const countSlots = new Map(countNames.map((name, i) => [name, rateNames.length * width + i]));
const size = rateNames.length * width + countNames.length;

/** Sums under way: flat, changed in place. */
export interface Tally {
  readonly sums: Float64Array;
  /** Closures by the number of their level. */
  readonly settled: number[];
}

/** Sums of nothing yet. */
export function emptyTally(): Tally {
  return { sums: new Float64Array(size), settled: [] };
}

/** The place of a rate's verdict among the sums. */
export function rateSlot(rate: RateName, verdict: Verdict): number {
  return (rateSlots.get(rate) ?? 0) + slotOf[verdict];
}

/** The place of a count among the sums. */
export function countSlot(count: CountName): number {
  return countSlots.get(count) ?? 0;
}

function rateOf(sums: Float64Array, name: RateName): Rate {
  const of = (verdict: Verdict) => sums[rateSlot(name, verdict)] as number;
  const numerator = of('kept');
  const denominator = numerator + of('missed');
  const counted = {
    numerator,
    denominator,
    excluded: of('excluded'),
    pending: of('pending'),
    unknown: of('unknown'),
    lapsed: of('lapsed'),
  };
  return denominator === 0 ? counted : { ...counted, rate: numerator / denominator };
}

/** A level with the number under which its closures were summed up. */
export interface NumberedLevel {
  readonly level: string;
  readonly number: number;
}

/** The figures that were summed up; levels in the order in which they are reported. */
export function figuresOf({ sums, settled }: Tally, levels: readonly NumberedLevel[]): Figures {
  const rates = Object.fromEntries(rateNames.map((name) => [name, rateOf(sums, name)]));
  const counts = Object.fromEntries(countNames.map((name) => [name, sums[countSlot(name)]]));
  const places = levels.flatMap(({ level, number }) => {
    const closed = settled[number] ?? 0;
    return closed === 0 ? [] : [{ level, closed }];
  });
  return {
    counts: counts as Readonly<Record<CountName, number>>,
    rates: rates as Readonly<Record<RateName, Rate>>,
    settled: places,
  };
}
