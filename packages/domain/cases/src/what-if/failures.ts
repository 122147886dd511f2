import type { CaseId } from '@civigrid/kernel';

/** Why a row, or a part of it, could not be replayed: the last only leaves open whether it would be late. */
export type WhatIfCode =
  | 'cases/bad-row'
  | 'cases/unknown-cell'
  | 'cases/table-conflict'
  | 'cases/no-lead'
  | 'cases/unknown-year';

/** Rows that could not be replayed for one reason. */
export interface WhatIfFailure {
  readonly code: WhatIfCode;
  /** Absent where the row itself is wrong. */
  readonly side?: 'before' | 'after';
  readonly rows: number;
  /** The first by their id. */
  readonly examples: readonly CaseId[];
}

interface FailureSum {
  readonly code: WhatIfCode;
  readonly side: WhatIfFailure['side'] | undefined;
  rows: number;
  readonly examples: CaseId[];
}

/** What could not be replayed, by reason. */
export interface Failures {
  add(code: WhatIfCode, side: WhatIfFailure['side'] | undefined, id: CaseId): void;
  list(): readonly WhatIfFailure[];
}

/** Keeps the first ids in order. */
function keepFirst(list: CaseId[], id: CaseId, most: number): void {
  const last = list[list.length - 1];
  if (list.length >= most && (last === undefined || id >= last)) return;
  const i = list.findIndex((each) => id < each);
  if (i < 0) list.push(id);
  else list.splice(i, 0, id);
  if (list.length > most) list.pop();
}

/** Failures, each with so many examples. */
export function failureSums(examples: number): Failures {
  const failures = new Map<string, FailureSum>();
  return {
    add(code, side, id) {
      const key = `${code} ${side ?? ''}`;
      const known = failures.get(key) ?? { code, side, rows: 0, examples: [] };
      failures.set(key, known);
      known.rows++;
      keepFirst(known.examples, id, examples);
    },
    list: () =>
      Array.from(failures.keys())
        .sort()
        .flatMap((key): readonly WhatIfFailure[] => {
          const sum = failures.get(key);
          if (sum === undefined) return [];
          const { code, side, rows, examples: list } = sum;
          const told = { code, rows, examples: list };
          return [side === undefined ? told : { ...told, side }];
        }),
  };
}
