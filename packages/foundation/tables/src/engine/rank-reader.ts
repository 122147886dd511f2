import type { Column } from '../column.ts';
import type { ColumnSpace } from '../space/column-space.ts';
import { rawValue, type TableInput } from '../table-input.ts';

/** Reads the ranks of an input's values, column by column, into an array that it keeps (取值). */
export type RankReader = (input: TableInput) => Int32Array;

const ordinary: object = Object.prototype;

export function rankReader(spaces: readonly ColumnSpace[]): RankReader {
  const width = spaces.length;
  const columns = spaces.map(({ column }) => column);
  const hasPaths = columns.some(({ path }) => path !== undefined);
  const names = spaces.map(({ column }) => column.name);
  const readers = spaces.map((space) => space.rankOf);
  const ranks = new Int32Array(width);
  return (input) => {
    if (typeof input !== 'object' || input === null) return ranks.fill(-1);
    if (hasPaths || Object.getPrototypeOf(input) !== ordinary) {
      for (let i = 0; i < width; i++)
        ranks[i] = (readers[i] as (raw: unknown) => number)(rawValue(input, columns[i] as Column));
      return ranks;
    }
    for (let i = 0; i < width; i++) {
      const name = names[i] as string;
      let raw = input[name];
      // Whatever every object has is not the input's own, unless it says so itself: `constructor`, `__proto__`.
      if (
        raw !== undefined &&
        raw === (ordinary as TableInput)[name] &&
        !Object.hasOwn(input, name)
      )
        raw = undefined;
      ranks[i] = raw === undefined ? -1 : (readers[i] as (raw: unknown) => number)(raw);
    }
    return ranks;
  };
}
