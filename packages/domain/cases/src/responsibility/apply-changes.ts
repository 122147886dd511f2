import { checkGrids } from './cell-tree.ts';
import { checkDuty, checkPost, checkSpans, type Known } from './check-input.ts';
import type { Frame } from './frame.ts';
import { entriesWhere, entryOf, withEntries } from './layered.ts';
import type { MatrixChange, Redivide, TakeLeave } from './matrix-change.ts';
import type { Duty, Holding, MatrixGrid, MatrixPost } from './matrix-input.ts';
import type { MatrixIssue } from './matrix-issue.ts';
import type { Facts } from './read-input.ts';

/** Facts that are being changed, and by which change each was touched last. */
interface Draft {
  readonly grids: Map<string, MatrixGrid>;
  readonly duties: Map<string, Duty>;
  /** As they were. */
  readonly postsBefore: Facts['posts'];
  /** Those that came or changed; undefined where one is gone. */
  readonly posts: Map<string, MatrixPost | undefined>;
  readonly touchedGrids: Map<string, number>;
  readonly touchedDuties: Map<string, number>;
  readonly touchedPosts: Map<string, number>;
  readonly issues: MatrixIssue[];
}

function onLeave(post: MatrixPost, { person, hours }: TakeLeave): MatrixPost {
  const holders = post.holders.map(
    (holder): Holding =>
      person === undefined || holder.person === person
        ? { ...holder, leave: [...(holder.leave ?? []), ...hours] }
        : holder,
  );
  return { ...post, holders };
}

function redivide(draft: Draft, { put = [], remove = [] }: Redivide, i: number): void {
  remove.forEach((code, k) => {
    if (!draft.grids.delete(code))
      draft.issues.push({ code: 'cases/unknown-grid', path: [i, 'remove', k], what: code });
    draft.touchedGrids.set(code, i);
  });
  for (const grid of put) {
    draft.grids.set(grid.code, grid);
    draft.touchedGrids.set(grid.code, i);
  }
}

function postIn({ posts, postsBefore }: Draft, id: string): MatrixPost | undefined {
  return posts.has(id) ? posts.get(id) : entryOf(postsBefore, id);
}

/** The post as a change leaves it; undefined where it is gone or the change is refused. */
function changedPost(
  draft: Draft,
  slots: number,
  change: Exclude<MatrixChange, { readonly type: 'putDuty' | 'removeDuty' | 'redivide' }>,
  i: number,
): MatrixPost | undefined {
  if (change.type === 'putPost') return change.post;
  const post = postIn(draft, change.post);
  if (!post) {
    draft.issues.push({ code: 'cases/unknown-post', path: [i, 'post'], what: change.post });
    return undefined;
  }
  switch (change.type) {
    case 'removePost':
      draft.posts.set(change.post, undefined);
      draft.touchedPosts.set(change.post, i);
      return undefined;
    case 'vacate':
      return { ...post, holders: [] };
    case 'appoint':
      return { ...post, holders: [...post.holders, change.holder] };
    case 'leave': {
      const { person, hours } = change;
      const before = draft.issues.length;
      if (hours.length === 0) draft.issues.push({ code: 'cases/empty-hours', path: [i, 'hours'] });
      draft.issues.push(...checkSpans(hours, slots, [i, 'hours']));
      if (person !== undefined && !post.holders.some((holder) => holder.person === person))
        draft.issues.push({ code: 'cases/unknown-person', path: [i, 'person'], what: person });
      return draft.issues.length > before ? undefined : onLeave(post, change);
    }
  }
}

function apply(draft: Draft, slots: number, change: MatrixChange, i: number): void {
  switch (change.type) {
    case 'putDuty':
      draft.duties.set(change.duty.id, change.duty);
      draft.touchedDuties.set(change.duty.id, i);
      return;
    case 'removeDuty':
      if (!draft.duties.delete(change.duty))
        draft.issues.push({ code: 'cases/unknown-duty', path: [i, 'duty'], what: change.duty });
      draft.touchedDuties.set(change.duty, i);
      return;
    case 'redivide':
      redivide(draft, change, i);
      return;
    case 'putPost':
    case 'removePost':
    case 'vacate':
    case 'appoint':
    case 'leave': {
      const post = changedPost(draft, slots, change, i);
      if (!post) return;
      draft.posts.set(post.id, post);
      draft.touchedPosts.set(post.id, i);
    }
  }
}

/** What holds of the draft as a whole: cells may go only with all that names them. */
function checkDraft(
  frame: Frame,
  { grids, duties, posts, postsBefore, ...draft }: Draft,
): readonly MatrixIssue[] {
  const known: Known = {
    tree: frame.tree,
    grids,
    levels: frame.levelOf,
    roles: frame.roles,
    slots: frame.slots,
  };
  const { touchedGrids, touchedDuties, touchedPosts } = draft;
  const moved = touchedGrids.size > 0;
  const gone = new Set([...touchedGrids.keys()].filter((code) => !grids.has(code)));
  const last = Math.max(0, ...touchedGrids.values());
  const issues: MatrixIssue[] = [];
  if (grids.size === 0) issues.push({ code: 'cases/empty-matrix', path: [last] });
  if (moved)
    issues.push(
      ...checkGrids(grids, frame.levelOf, (code) => [touchedGrids.get(code) ?? last, 'put', code]),
    );
  for (const [id, at] of touchedPosts) {
    const post = posts.get(id);
    if (post) issues.push(...checkPost(post, known, [at, 'post']));
  }
  for (const [id, at] of touchedDuties) {
    const duty = duties.get(id);
    if (duty) issues.push(...checkDuty(duty, known, [at, 'duty']));
  }
  if (gone.size === 0) return issues;
  for (const [id, { grid }] of entriesWhere(postsBefore, (post) => gone.has(post.grid)))
    if (!touchedPosts.has(id))
      issues.push({ code: 'cases/unknown-grid', path: [last, 'posts', id, 'grid'], what: grid });
  for (const [id, duty] of duties)
    for (const code of touchedDuties.has(id) ? [] : (duty.grids ?? []))
      if (gone.has(code))
        issues.push({
          code: 'cases/unknown-grid',
          path: [last, 'duties', id, 'grids'],
          what: code,
        });
  return issues;
}

/** Facts after changes, with the ids of what was touched; or all that is wrong with the changes. */
export function applyChanges(
  frame: Frame,
  facts: Facts,
  changes: readonly MatrixChange[],
):
  | {
      readonly ok: true;
      readonly facts: Facts;
      /** Ids of posts that came, went or changed. */
      readonly posts: ReadonlySet<string>;
    }
  | { readonly ok: false; readonly issues: readonly MatrixIssue[] } {
  const draft: Draft = {
    grids: new Map(facts.grids),
    duties: new Map(facts.duties),
    postsBefore: facts.posts,
    posts: new Map(),
    touchedGrids: new Map(),
    touchedDuties: new Map(),
    touchedPosts: new Map(),
    issues: [],
  };
  changes.forEach((change, i) => {
    apply(draft, frame.slots, change, i);
  });
  const issues = [...draft.issues, ...checkDraft(frame, draft)];
  if (issues.length > 0) return { ok: false, issues };
  const { grids, duties, posts, touchedGrids, touchedDuties, touchedPosts } = draft;
  return {
    ok: true,
    facts: {
      grids: touchedGrids.size > 0 ? grids : facts.grids,
      duties: touchedDuties.size > 0 ? duties : facts.duties,
      posts: withEntries(facts.posts, posts),
    },
    posts: new Set(touchedPosts.keys()),
  };
}
