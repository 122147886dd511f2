import type { Post, RosterInput, Tenure } from '@civigrid/people';

const within = (term: Tenure, at: number) =>
  at >= term.from && (term.until === undefined || at < term.until);

/** The terms that count: of a known post, not reversed, not overlapping one that began before. */
function counted(terms: readonly Tenure[], posts: readonly Post[]): readonly Tenure[] {
  const kept: Tenure[] = [];
  const inOrder = terms.map((term, place) => ({ term, place }));
  inOrder.sort((a, b) => a.term.from - b.term.from || a.place - b.place);
  for (const { term } of inOrder) {
    if (!posts.some((post) => post.id === term.post)) continue;
    if (term.until !== undefined && term.until <= term.from) continue;
    if (kept.some((other) => other.post === term.post && within(other, term.from))) continue;
    kept.push(term);
  }
  return kept;
}

/** Posts of a role in a cell that stand at an instant, lowest id first. */
const standing = (posts: readonly Post[], role: string, cell: string | undefined, at: number) =>
  posts
    .filter((post) => post.role === role && post.grid === cell)
    .filter((post) => post.until === undefined || at < post.until)
    .map(({ id }) => id)
    .sort();

/** Who answers, by walking every list every time; `found` is undefined where nobody does. */
export function naiveAnswer(
  input: RosterInput,
  roles: readonly string[],
  path: readonly string[],
  at: number,
): { readonly found: string | undefined; readonly vacant: readonly string[] } {
  const posts = input.posts.filter(
    (post, place) => input.posts.findIndex((other) => other.id === post.id) === place,
  );
  const now = (terms: readonly Tenure[] = []) =>
    counted(terms, posts).filter((term) => within(term, at));
  const standIns = now(input.standIns);
  const tenures = now(input.tenures);
  const vacant: string[] = [];
  const cells = [...path].reverse();
  const asked = cells.flatMap((cell) => roles.map((role) => ({ cell, role })));
  for (const { cell, role } of asked) {
    const here = standing(posts, role, cell, at);
    for (const post of here) {
      const standIn = standIns.find((term) => term.post === post);
      const person = standIn?.person ?? tenures.find((term) => term.post === post)?.person;
      const how = standIn === undefined ? 'held' : 'standIn';
      if (person !== undefined) return { found: [role, post, cell, person, how].join(), vacant };
    }
    vacant.push(...here);
  }
  return { found: undefined, vacant };
}
