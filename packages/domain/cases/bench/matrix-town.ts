import {
  type Duty,
  type Holding,
  type HourSpan,
  type MatrixGrid,
  type MatrixInput,
  type MatrixPost,
  weekSpans,
} from '@civigrid/cases/responsibility';
import { randomFrom } from './random.ts';

/** How large an invented town is. */
export interface TownSize {
  readonly categories: number;
  readonly communities: number;
  readonly grids: number;
  readonly microGrids: number;
}

/** 1 + 15 + 55 + 1,623 cells and 94 categories. */
export const street: TownSize = { categories: 94, communities: 15, grids: 55, microGrids: 1623 };
/** Small enough to be read cell by cell. */
export const hamlet: TownSize = { categories: 12, communities: 2, grids: 3, microGrids: 8 };

const levels = ['microGrid', 'grid', 'community', 'street'];
/** Twelve roles; each cell has a post of each. */
const roles: readonly string[] = [
  ...['leader', 'member', 'patroller', 'mediator', 'volunteer', 'property'],
  ...['police', 'fire', 'health', 'enforcement', 'legal', 'centre'],
];

const span = (between: readonly [string, string], days?: readonly number[]) =>
  weekSpans({ between, ...(days ? { days } : {}) }) ?? [];
const office = span(['09:00', '18:00'], [1, 2, 3, 4, 5]);
const day = span(['08:00', '20:00']);
const night = span(['20:00', '08:00']);
const late = span(['14:00', '23:00'], [2, 3, 4, 5, 6]);

function cellsOf({ communities, grids, microGrids }: TownSize): readonly MatrixGrid[] {
  const below = (level: string, count: number, parents: readonly string[]) =>
    Array.from({ length: count }, (_, i): MatrixGrid => {
      const parent = parents[i % parents.length] as string;
      return { code: `${parent}.${String(i + 1).padStart(4, '0')}`, parent, level };
    });
  const codes = (cells: readonly MatrixGrid[]) => cells.map(({ code }) => code);
  const top = below('community', communities, ['S']);
  const middle = below('grid', grids, codes(top));
  const bottom = below('microGrid', microGrids, codes(middle));
  return [{ code: 'S', parent: null, level: 'street' }, ...top, ...middle, ...bottom];
}

/** Rules by group and level, day and night, with the exceptions of single categories, communities and grids. */
function dutiesOf(
  groups: readonly string[],
  leaves: readonly string[],
  cells: readonly MatrixGrid[],
): readonly Duty[] {
  const found: Duty[] = [];
  const role = (i: number) => roles[i % roles.length] as string;
  groups.forEach((group, i) => {
    levels.forEach((level, k) => {
      const base = { categories: [group], levels: [level] };
      if ((i + k) % 3 === 0) found.push({ ...base, id: `${group}/${level}`, lead: role(i + k) });
      else {
        found.push({ ...base, id: `${group}/${level}/day`, hours: day, lead: role(i + k) });
        found.push({ ...base, id: `${group}/${level}/night`, hours: night, lead: role(i + 2 * k) });
      }
    });
  });
  leaves.forEach((leaf, i) => {
    const base = { categories: [leaf], levels: levels.slice(i % 3), hours: office };
    if (i % 2 === 0) found.push({ ...base, id: `${leaf}/office`, lead: role(i), rank: -1 });
  });
  cells.forEach(({ code, level }, i) => {
    if (level !== 'community' && level !== 'grid') return;
    for (let k = 0; k < 3; k++) {
      const leaf = leaves[(7 * i + 11 * k) % leaves.length] as string;
      const base = { categories: [leaf], grids: [code], hours: k === 0 ? late : day };
      const rank = level === 'grid' ? -3 : -2;
      found.push({ ...base, id: `${code}/${k}`, lead: role(i + k), rank });
    }
  });
  return found;
}

function holderOf(person: string, random: () => number): Holding {
  const shifts: readonly (readonly HourSpan[])[] = [day, office, late, night];
  const onDuty = shifts[Math.floor(random() * 5)];
  const from = Math.floor(random() * 140);
  const leave: readonly HourSpan[] = [[from, from + 8 + Math.floor(random() * 20)]];
  return { person, ...(onDuty ? { onDuty } : {}), ...(random() < 0.1 ? { leave } : {}) };
}

/**
 * The twelve posts of a cell: one in twelve is vacant, the others work in shifts. The street's are held around the
 * clock but for two, and so are half of the communities': where nobody below is on duty, nights of those two are holes.
 */
export function postsOf({ code, level }: MatrixGrid, random: () => number): readonly MatrixPost[] {
  return roles.map((role) => {
    const id = `${code}/${role}`;
    const person = `${id}/holder`;
    const shift = role === 'legal' || role === 'enforcement';
    if (level === 'street')
      return { id, role, grid: code, holders: [{ person, ...(shift ? { onDuty: day } : {}) }] };
    if (level === 'community' && random() < 0.5 && !shift)
      return { id, role, grid: code, holders: [{ person }] };
    return { id, role, grid: code, holders: random() < 1 / 12 ? [] : [holderOf(person, random)] };
  });
}

/** An invented town: nobody in it exists. */
export function town(size: TownSize): MatrixInput {
  const random = randomFrom(20260701);
  const groups = Array.from({ length: Math.min(12, size.categories) }, (_, i) => `c${i + 1}`);
  const leaves = Array.from(
    { length: size.categories },
    (_, i) => `${groups[i % groups.length]}.${i + 1}`,
  );
  const grids = cellsOf(size);
  return {
    categories: leaves,
    grids,
    levels,
    duties: dutiesOf(groups, leaves, grids),
    posts: grids.flatMap((grid) => postsOf(grid, random)),
    roles,
  };
}
