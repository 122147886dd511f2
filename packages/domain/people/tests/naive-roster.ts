import type { WorkCalendar } from '@civigrid/calendar';
import type { DutyHours, Post, RosterInput, Rota } from '@civigrid/people';

interface Timed {
  readonly from: number;
  readonly until?: number;
}
interface Held extends Timed {
  readonly post: string;
  readonly person: string;
}

const within = (term: Timed, at: number) =>
  at >= term.from && (term.until === undefined || at < term.until);
const reversed = ({ from, until }: Timed) => until !== undefined && until <= from;

/** The terms that count: of a known post, not reversed, not overlapping one that began before. */
function counted(terms: readonly Held[], posts: readonly Post[]): readonly Held[] {
  const kept: Held[] = [];
  const inOrder = terms.map((term, place) => ({ term, place }));
  inOrder.sort((a, b) => a.term.from - b.term.from || a.place - b.place);
  for (const { term } of inOrder) {
    if (!posts.some((post) => post.id === term.post) || reversed(term)) continue;
    if (kept.some((other) => other.post === term.post && within(other, term.from))) continue;
    kept.push(term);
  }
  return kept;
}

/** Posts of a role in a cell that stand at an instant, lowest id first. */
const standing = (posts: readonly Post[], role: string, cell: string, at: number) =>
  posts
    .filter((post) => post.role === role && post.grid === cell)
    .filter((post) => post.until === undefined || at < post.until)
    .map(({ id }) => id)
    .sort();

const dayMs = 86_400_000;
/** Beijing days: the oracle knows no other zone. */
const localDayOf = (at: number) => Math.floor((at + 8 * 3_600_000) / dayMs);
const dateOfDay = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** The hours among some that begin on a day and cover an instant. */
function covering(hours: readonly DutyHours[], day: number, at: number): DutyHours | undefined {
  const midnight = day * dayMs - 8 * 3_600_000;
  return hours.find(({ from, to }) => {
    const end = clock(to) <= clock(from) ? clock(to) + 1440 : clock(to);
    return at >= midnight + clock(from) * 60_000 && at < midnight + end * 60_000;
  });
}

const postsOf = ({ pattern }: Rota): readonly string[] =>
  pattern.kind === 'office' ? pattern.posts : pattern.shifts.map(({ post }) => post);

/** What a rota plans for a post on a day, changes aside; `unknown` where the calendar has no data. */
function planned(
  { pattern }: Rota,
  post: string,
  day: number,
  calendar: WorkCalendar | undefined,
): { readonly hours: readonly DutyHours[]; readonly unknown: boolean } {
  const of = (shifts: readonly (DutyHours & { readonly post: string })[]) =>
    shifts.filter((shift) => shift.post === post);
  if (pattern.kind === 'cycle') {
    const since = day - Date.parse(pattern.anchor) / dayMs;
    const place = ((since % pattern.days) + pattern.days) % pattern.days;
    return { hours: of(pattern.shifts.filter((shift) => shift.day === place)), unknown: false };
  }
  const date = dateOfDay(day);
  if (pattern.kind === 'office') {
    const found = calendar?.shiftsOn(date);
    if (!found?.ok) return { hours: [{ from: '00:00', to: '24:00' }], unknown: true };
    return { hours: found.shifts.map(([from, to]) => ({ from, to })), unknown: false };
  }
  const kind = calendar?.dayKind(date);
  if (!kind?.ok) return { hours: of(pattern.shifts), unknown: true };
  const on = kind.working === (pattern.kind === 'workdays');
  return { hours: on ? of(pattern.shifts) : [], unknown: false };
}

/** What a rota says of a post at an instant. */
function onDuty(
  rota: Rota,
  post: string,
  at: number,
  calendar: WorkCalendar | undefined,
): DutyHours | 'off' | number {
  const today = localDayOf(at);
  const changeOf = (day: number) =>
    rota.changes?.find((change) => change.post === post && change.date === dateOfDay(day));
  for (const day of [today - 1, today]) {
    const found = covering(changeOf(day)?.shifts ?? [], day, at);
    if (found) return found;
  }
  for (const day of [today - 1, today]) {
    if (changeOf(day)) continue;
    const { hours, unknown } = planned(rota, post, day, calendar);
    const found = covering(hours, day, at);
    if (found) return unknown ? new Date(day * dayMs).getUTCFullYear() : found;
  }
  return 'off';
}

/** The rota that rules a post at an instant: of two that overlap the one that begins later does not count. */
function ruling(rotas: readonly Rota[], post: string, at: number): Rota | undefined {
  const inOrder = rotas
    .map((rota, place) => ({ rota, place }))
    .filter(({ rota }) => postsOf(rota).includes(post) && !reversed(rota))
    .sort((a, b) => a.rota.from - b.rota.from || a.place - b.place);
  const kept: Rota[] = [];
  for (const { rota } of inOrder)
    if (!kept.some((other) => within(other, rota.from))) kept.push(rota);
  return kept.find((rota) => within(rota, at));
}

function names(rota: Rota, post: string): boolean {
  const { pattern, changes = [] } = rota;
  const shifts = pattern.kind === 'office' ? [] : pattern.shifts;
  return (
    shifts.some((shift) => shift.post === post && shift.person !== undefined) ||
    changes.some(
      (change) => change.post === post && change.shifts.some(({ person }) => person !== undefined),
    )
  );
}

/** What one post says: who acts, or why nobody does, or the year that is missing. */
export function naivePost(
  input: RosterInput,
  posts: readonly Post[],
  post: string,
  at: number,
): string {
  const now = (terms: readonly Held[] = []) =>
    counted(terms, posts).find((term) => term.post === post && within(term, at))?.person;
  const away = (person: string) =>
    (input.leaves ?? []).some(
      (leave) => leave.post === post && leave.person === person && within(leave, at),
    );
  const standIn = now(input.standIns);
  const holder = now(input.tenures);
  const own = (): string => {
    if (standIn !== undefined && !away(standIn)) return `${standIn} as standIn`;
    if (holder !== undefined && !away(holder)) return `${holder} as holder`;
    return standIn === undefined && holder === undefined ? 'vacant' : 'onLeave';
  };
  const rota = ruling(input.rotas ?? [], post, at);
  if (rota === undefined) return own();
  const named = names(rota, post);
  if (!named && !own().includes(' as ')) return own();
  const duty = onDuty(rota, post, at, input.calendar);
  if (duty === 'off') return 'offDuty';
  if (typeof duty === 'number') return `unknown ${duty}`;
  if (duty.person === undefined) return own();
  if (!away(duty.person)) return `${duty.person} as shift`;
  return standIn !== undefined && !away(standIn) ? `${standIn} as standIn` : 'onLeave';
}

/** Who answers, by walking every list every time; `found` is undefined where nobody does. */
export function naiveAnswer(
  input: RosterInput,
  cell: string,
  roles: readonly string[],
  at: number,
): { readonly found: string | undefined; readonly passed: readonly string[] } {
  const posts = input.posts.filter(
    (post, place) => input.posts.findIndex((other) => other.id === post.id) === place,
  );
  const links = Array.from(input.parents ?? []);
  const passed: string[] = [];
  const above = (code: string): string | undefined =>
    links.find(([each]) => each === code)?.[1] ?? undefined;
  for (let here: string | undefined = cell; here !== undefined; here = above(here)) {
    for (const role of roles) {
      const silent: string[] = [];
      for (const post of standing(posts, role, here, at)) {
        const said = naivePost(input, posts, post, at);
        if (said.includes(' as ') || said.startsWith('unknown'))
          return { found: [role, post, here, said].join(), passed };
        silent.push(`${post} ${said}`);
      }
      passed.push(...silent);
    }
  }
  return { found: undefined, passed };
}
