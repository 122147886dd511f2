import { emptySet, wholeSet } from './bit-set.ts';
import { categoryTree } from './category-tree.ts';
import { checkGrids } from './cell-tree.ts';
import { checkDuty, checkHours, checkPost, type Known } from './check-input.ts';
import type { Frame } from './frame.ts';
import { slotCount } from './hours.ts';
import { flattened, type Layered, layered } from './layered.ts';
import type { Duty, MatrixGrid, MatrixInput, MatrixPost } from './matrix-input.ts';
import type { MatrixIssue, MatrixIssueCode } from './matrix-issue.ts';
import { checkSuccessions, laddersOf } from './succession.ts';

/** What changes touch, as plain data by id. */
export interface Facts {
  readonly grids: ReadonlyMap<string, MatrixGrid>;
  readonly duties: ReadonlyMap<string, Duty>;
  readonly posts: Layered<MatrixPost>;
}

/** A bit of an integer stands for a level. */
const mostLevels = 30;

const defaultLimits = { steps: 50_000_000, findings: 1000 };

function keyed<Thing>(
  things: readonly Thing[],
  idOf: (thing: Thing) => string,
  duplicate: { readonly code: MatrixIssueCode; readonly list: string },
  issues: MatrixIssue[],
): Map<string, Thing> {
  const found = new Map<string, Thing>();
  things.forEach((thing, i) => {
    const id = idOf(thing);
    if (found.has(id)) issues.push({ code: duplicate.code, path: [duplicate.list, i], what: id });
    else found.set(id, thing);
  });
  return found;
}

function emptyAxes(input: MatrixInput): readonly MatrixIssue[] {
  return (['categories', 'grids', 'levels'] as const).flatMap((axis) =>
    input[axis].length === 0 ? [{ code: 'cases/empty-matrix', path: [axis] } as const] : [],
  );
}

/** Reads the input, or tells all that is wrong with it. */
export function readInput(
  input: MatrixInput,
):
  | { readonly ok: true; readonly frame: Frame; readonly facts: Facts }
  | { readonly ok: false; readonly issues: readonly MatrixIssue[] } {
  const hours = input.hours ?? { kind: 'week' };
  const issues: MatrixIssue[] = [...emptyAxes(input), ...checkHours(hours, ['hours'])];
  const { levels, successions } = input;
  issues.push(...checkSuccessions(successions ?? [], input.roles));
  if (levels.length > mostLevels) issues.push({ code: 'cases/too-many-levels', path: ['levels'] });
  const levelOf = new Map<string, number>();
  levels.forEach((level, i) => {
    if (levelOf.has(level))
      issues.push({ code: 'cases/duplicate-level', path: ['levels', i], what: level });
    levelOf.set(level, i);
  });
  const tree = categoryTree(input.categories, issues);
  const grids = keyed(
    input.grids,
    ({ code }) => code,
    { code: 'cases/duplicate-grid', list: 'grids' },
    issues,
  );
  const places = new Map(input.grids.map(({ code }, i) => [code, i]));
  issues.push(...checkGrids(grids, levelOf, (code) => ['grids', places.get(code) ?? 0]));
  const duties = keyed(
    input.duties,
    ({ id }) => id,
    { code: 'cases/duplicate-duty', list: 'duties' },
    issues,
  );
  const posts = keyed(
    input.posts,
    ({ id }) => id,
    { code: 'cases/duplicate-post', list: 'posts' },
    issues,
  );
  const slots = slotCount(hours);
  // without slots or categories every rule would seem wrong
  if (!tree || slots === 0) return { ok: false, issues };
  const known: Known = { tree, grids, levels: levelOf, roles: input.roles, slots };
  input.duties.forEach((duty, i) => {
    issues.push(...checkDuty(duty, known, ['duties', i]));
  });
  input.posts.forEach((post, i) => {
    issues.push(...checkPost(post, known, ['posts', i]));
  });
  if (issues.length > 0) return { ok: false, issues };
  const frame: Frame = {
    categories: input.categories,
    tree,
    levels,
    levelOf,
    hours,
    slots,
    always: wholeSet(slots),
    never: emptySet(slots),
    roles: input.roles,
    start: input.start ?? 'level',
    successions,
    ladders: laddersOf(successions ?? []),
    fallback: input.fallback ?? 'anyAbove',
    unique: input.unique ?? false,
    limits: { ...defaultLimits, ...input.limits },
  };
  return { ok: true, frame, facts: { grids, duties, posts: layered(posts) } };
}

/** The input that reads as this. */
export function inputOf(frame: Frame, { grids, duties, posts }: Facts): MatrixInput {
  const { categories, levels, hours, roles, start, successions, fallback, unique, limits } = frame;
  return {
    categories,
    grids: [...grids.values()],
    levels,
    hours,
    duties: [...duties.values()],
    posts: [...flattened(posts).values()],
    ...(roles === undefined ? {} : { roles }),
    start,
    ...(successions === undefined ? {} : { successions }),
    fallback,
    unique,
    limits,
  };
}
