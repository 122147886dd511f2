import type {
  Duty,
  Holding,
  HourSpan,
  MatrixCell,
  MatrixChange,
  MatrixFinding,
  MatrixInput,
  MatrixPost,
  MatrixProof,
} from '@civigrid/cases/responsibility';
import { slotCount } from '@civigrid/cases/responsibility';

/** What becomes of one cell, told by the plain reading of the rules. */
export type Verdict =
  | {
      readonly status: 'answered';
      readonly post: string;
      readonly person: string;
      readonly fellBack: boolean;
    }
  | { readonly status: 'gap' | 'conflict'; readonly cause: string };

const inSpans = (spans: readonly HourSpan[] | undefined, hour: number) =>
  spans === undefined || spans.some(([from, until]) => from <= hour && hour < until);

const codeOf = (category: MatrixInput['categories'][number]) =>
  typeof category === 'string' ? category : category.code;

const known = new WeakMap<MatrixInput['categories'], ReadonlyMap<string, string | null>>();

/** Parents of every category, with those that dots imply; worked out once for a list. */
function categoryParents(input: MatrixInput): ReadonlyMap<string, string | null> {
  const found = known.get(input.categories) ?? readParents(input);
  known.set(input.categories, found);
  return found;
}

function readParents(input: MatrixInput): ReadonlyMap<string, string | null> {
  const parents = new Map<string, string | null>();
  for (const category of input.categories)
    if (typeof category !== 'string') parents.set(category.code, category.parent);
  for (const category of input.categories)
    if (typeof category === 'string') {
      const parts = category.split('.');
      for (let i = parts.length; i > 0; i--) {
        const code = parts.slice(0, i).join('.');
        if (!parents.has(code)) parents.set(code, i > 1 ? parts.slice(0, i - 1).join('.') : null);
      }
    }
  return parents;
}

/** A code and all above it. */
function upwards(parents: ReadonlyMap<string, string | null>, code: string): readonly string[] {
  const found: string[] = [];
  for (let at: string | null | undefined = code; typeof at === 'string'; at = parents.get(at))
    found.push(at);
  return found;
}

/** The leaf categories in the order in which they were named. */
function leavesOf(input: MatrixInput): readonly string[] {
  const parents = categoryParents(input);
  const inner = new Set(parents.values());
  return [...new Set([...input.categories.map(codeOf), ...parents.keys()])].filter(
    (code) => !inner.has(code),
  );
}

function answersAt({ holders }: MatrixPost, hour: number): readonly Holding[] {
  return holders.filter(
    ({ holds, onDuty, leave }) =>
      inSpans(holds, hour) &&
      inSpans(onDuty, hour) &&
      !(leave !== undefined && inSpans(leave, hour)),
  );
}

function whyNot({ holders }: MatrixPost, hour: number): 'vacantPost' | 'offDuty' | 'onLeave' {
  const held = holders.filter(({ holds }) => inSpans(holds, hour));
  if (held.length === 0) return 'vacantPost';
  return held.some(({ onDuty }) => inSpans(onDuty, hour)) ? 'onLeave' : 'offDuty';
}

/** Reads one cell as a clerk would, rule by rule and post by post; tells which vacant posts were passed over. */
export function readCell(
  input: MatrixInput,
  { category, grid, level, hour }: MatrixCell,
  passVacant: (post: string) => void = () => {},
): Verdict {
  const above = upwards(categoryParents(input), category);
  const gridParents = new Map(input.grids.map(({ code, parent = null }) => [code, parent]));
  const path = upwards(gridParents, grid);
  const matching = input.duties.filter(
    (duty: Duty) =>
      (duty.categories?.some((code) => above.includes(code)) ?? true) &&
      (duty.grids?.some((code) => path.includes(code)) ?? true) &&
      (duty.levels?.includes(level) ?? true) &&
      inSpans(duty.hours, hour),
  );
  if (matching.length === 0) return { status: 'gap', cause: 'noRule' };
  const best = Math.min(...matching.map(({ rank = 0 }) => rank));
  const rules = matching.filter(({ rank = 0 }) => rank === best);
  const leads = [...new Set(rules.map(({ lead }) => lead))];
  if (leads.length > 1 || (input.unique && rules.length > 1))
    return { status: 'conflict', cause: `rules ${rules.map(({ id }) => id).sort()}` };
  const [role] = leads;
  const rankOf = (code: string) =>
    input.levels.indexOf(input.grids.find((cell) => cell.code === code)?.level ?? '');
  const from =
    input.start === 'place'
      ? 0
      : path.findIndex((code) => rankOf(code) >= input.levels.indexOf(level));
  const next = input.successions?.find((one) => one.role === role)?.next ?? [];
  const ladder = [...new Set([role, ...next])];
  let why: string | undefined;
  for (const code of from < 0 ? [] : path.slice(from)) {
    const here = input.posts.filter((post) => post.grid === code && ladder.includes(post.role));
    const step = ladder.find((one) =>
      here.some((post) => post.role === one && answersAt(post, hour).length > 0),
    );
    const reasons = here
      .filter((post) => step === undefined || ladder.indexOf(post.role) < ladder.indexOf(step))
      .map((post) => {
        const reason = whyNot(post, hour);
        if (reason === 'vacantPost') passVacant(post.id);
        return reason;
      });
    const posts = here.filter((post) => post.role === step);
    const there = posts.filter((post) => answersAt(post, hour).length > 0);
    if (there.length > 0) {
      const lowest = Math.min(...there.map(({ rank = 0 }) => rank));
      const first = there.filter(({ rank = 0 }) => rank === lowest);
      if (first.length > 1)
        return { status: 'conflict', cause: `posts ${first.map(({ id }) => id).sort()}` };
      const [post] = first;
      const persons = post ? answersAt(post, hour) : [];
      if (!post || persons.length > 1) return { status: 'conflict', cause: `holders ${post?.id}` };
      const person = persons[0]?.person ?? '';
      return { status: 'answered', post: post.id, person, fellBack: code !== path[from] };
    }
    why ??= (['onLeave', 'offDuty', 'vacantPost'] as const).find((one) => reasons.includes(one));
    if (input.fallback === 'none') break;
    if (input.fallback === 'whereNoPost' && here.length > 0) break;
  }
  return { status: 'gap', cause: `${why ?? 'noPost'} ${role}` };
}

/** Every cell of the matrix, one by one. */
export function* everyCell(input: MatrixInput): Generator<MatrixCell> {
  const hours = slotCount(input.hours ?? { kind: 'week' });
  for (const category of leavesOf(input))
    for (const { code: grid } of input.grids)
      for (const level of input.levels)
        for (let hour = 0; hour < hours; hour++) yield { category, grid, level, hour };
}

const keyOf = ({ category, grid, level, hour }: MatrixCell): string =>
  JSON.stringify([category, grid, level, hour]);

/** The whole matrix by brute force. */
export function bruteForce(input: MatrixInput) {
  const counts = { cells: 0, covered: 0, fellBack: 0, gaps: 0, conflicts: 0, undecided: 0 };
  const uncovered = new Map<string, string>();
  const vacant = new Map<string, Set<number>>();
  for (const cell of everyCell(input)) {
    const verdict = readCell(input, cell, (post) => {
      vacant.set(post, (vacant.get(post) ?? new Set()).add(cell.hour));
    });
    counts.cells++;
    if (verdict.status === 'answered') {
      counts.covered++;
      if (verdict.fellBack) counts.fellBack++;
    } else {
      if (verdict.status === 'gap') counts.gaps++;
      else counts.conflicts++;
      uncovered.set(keyOf(cell), verdict.cause);
    }
  }
  return { counts, uncovered, vacant };
}

export function causeOf(finding: MatrixFinding): string {
  if (finding.kind === 'gap')
    return finding.role === undefined ? finding.why : `${finding.why} ${finding.role}`;
  return `${finding.why} ${finding.why === 'rules' ? finding.duties : finding.posts}`;
}

/** The cells that a finding speaks of, its subtrees opened. */
function cellsOf(input: MatrixInput, { region }: MatrixFinding): readonly MatrixCell[] {
  const parents = categoryParents(input);
  const gridParents = new Map(input.grids.map(({ code, parent = null }) => [code, parent]));
  const leaves = leavesOf(input).filter((leaf) =>
    upwards(parents, leaf).some((code) => region.categories.includes(code)),
  );
  const grids = input.grids
    .map(({ code }) => code)
    .filter(
      (code) =>
        region.grids.only.includes(code) ||
        upwards(gridParents, code).some((one) => region.grids.within.includes(one)),
    );
  const hours = region.hours.flatMap(([from, until]) =>
    Array.from({ length: until - from }, (_, i) => from + i),
  );
  return leaves.flatMap((category) =>
    grids.flatMap((grid) =>
      region.levels.flatMap((level) => hours.map((hour) => ({ category, grid, level, hour }))),
    ),
  );
}

/** Every uncovered cell that a proof lists, with its cause; refuses a cell that is listed twice. */
export function listed(input: MatrixInput, proof: MatrixProof): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const finding of proof.findings) {
    const cells = cellsOf(input, finding);
    if (cells.length !== finding.cells)
      throw new Error('A finding counts other cells than it has.');
    const [first] = cells;
    if (!first || !cells.some((cell) => keyOf(cell) === keyOf(finding.witness)))
      throw new Error('A witness lies outside of its region.');
    for (const cell of cells) {
      if (found.has(keyOf(cell))) throw new Error('A cell is listed twice.');
      found.set(keyOf(cell), causeOf(finding));
    }
  }
  return found;
}

const putBy = <Thing>(things: readonly Thing[], thing: Thing, idOf: (one: Thing) => string) =>
  things.some((one) => idOf(one) === idOf(thing))
    ? things.map((one) => (idOf(one) === idOf(thing) ? thing : one))
    : [...things, thing];

/** A change, carried out on the plain lists. */
export function changed(input: MatrixInput, change: MatrixChange): MatrixInput {
  const post = (id: string, edit: (post: MatrixPost) => MatrixPost): MatrixInput => ({
    ...input,
    posts: input.posts.map((one) => (one.id === id ? edit(one) : one)),
  });
  switch (change.type) {
    case 'putPost':
      return { ...input, posts: putBy(input.posts, change.post, ({ id }) => id) };
    case 'removePost':
      return { ...input, posts: input.posts.filter(({ id }) => id !== change.post) };
    case 'vacate':
      return post(change.post, (one) => ({ ...one, holders: [] }));
    case 'appoint':
      return post(change.post, (one) => ({ ...one, holders: [...one.holders, change.holder] }));
    case 'leave':
      return post(change.post, (one) => ({
        ...one,
        holders: one.holders.map((holder) =>
          change.person === undefined || holder.person === change.person
            ? { ...holder, leave: [...(holder.leave ?? []), ...change.hours] }
            : holder,
        ),
      }));
    case 'putDuty':
      return { ...input, duties: putBy(input.duties, change.duty, ({ id }) => id) };
    case 'removeDuty':
      return { ...input, duties: input.duties.filter(({ id }) => id !== change.duty) };
    case 'redivide': {
      const { put = [], remove = [] } = change;
      const left = input.grids.filter(({ code }) => !remove.includes(code));
      return {
        ...input,
        grids: put.reduce((grids, grid) => putBy(grids, grid, ({ code }) => code), left),
      };
    }
  }
}
