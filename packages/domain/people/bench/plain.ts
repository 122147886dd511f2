import type { GridCode } from '@civigrid/kernel';
import type { DutyHours, Post, Rota } from '@civigrid/people';
import type { Street } from './street.ts';

const dayMs = 86_400_000;
const clock = (text: string) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * 60_000;

function grouped<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry)) ?? [];
    groups.set(keyOf(entry), group);
    group.push(entry);
  }
  return groups;
}

/**
 * The plain reading: Maps of lists by post, walked from their beginning; hours read from their texts. It knows what
 * the street's rosters hold and nothing else: no changes, no reversed terms, Beijing time.
 */
export function plainHolder({
  parents,
  input,
}: Street): (grid: GridCode, role: string, at: number) => string {
  const { calendar } = input;
  const posts = grouped(input.posts, ({ grid, role }) => `${grid} ${role}`);
  const tenures = grouped(input.tenures, ({ post }) => post);
  const standIns = grouped(input.standIns ?? [], ({ post }) => post);
  const leaves = grouped(input.leaves ?? [], ({ post }) => post);
  const rotas = grouped(
    (input.rotas ?? []).flatMap((rota) => {
      const { pattern } = rota;
      const ruled = pattern.kind === 'office' ? pattern.posts : pattern.shifts.map((s) => s.post);
      return [...new Set(ruled)].map((post) => ({ post, rota }));
    }),
    ({ post }) => post,
  );
  const on = (term: { readonly from: number; readonly until?: number }, at: number) =>
    term.from <= at && (term.until === undefined || at < term.until);
  const away = (post: string, person: string, at: number) =>
    leaves.get(post)?.some((leave) => leave.person === person && on(leave, at)) ?? false;

  function hoursAt({ pattern }: Rota, post: string, at: number): DutyHours | undefined {
    const today = Math.floor((at + 8 * 3_600_000) / dayMs);
    for (const day of [today - 1, today]) {
      let hours: readonly DutyHours[] = [];
      if (pattern.kind === 'cycle') {
        const since = day - Date.parse(pattern.anchor) / dayMs;
        const place = ((since % pattern.days) + pattern.days) % pattern.days;
        hours = pattern.shifts.filter((shift) => shift.post === post && shift.day === place);
      } else {
        const found = calendar.shiftsOn(new Date(day * dayMs).toISOString().slice(0, 10));
        if (found.ok) hours = found.shifts.map(([from, to]) => ({ from, to }));
      }
      const time = at + 8 * 3_600_000 - day * dayMs;
      const found = hours.find(({ from, to }) => {
        const end = clock(to) <= clock(from) ? clock(to) + dayMs : clock(to);
        return time >= clock(from) && time < end;
      });
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function acting({ id }: Post, at: number): string | undefined {
    const rota = rotas.get(id)?.find((each) => on(each.rota, at))?.rota;
    const hours = rota && hoursAt(rota, id, at);
    if (rota !== undefined && hours === undefined) return undefined;
    const standIn = standIns.get(id)?.find((term) => on(term, at))?.person;
    if (hours?.person !== undefined && !away(id, hours.person, at)) return hours.person;
    if (standIn !== undefined && !away(id, standIn, at)) return standIn;
    if (hours?.person !== undefined) return undefined;
    const holder = tenures.get(id)?.find((term) => on(term, at))?.person;
    return holder !== undefined && !away(id, holder, at) ? holder : undefined;
  }

  return (grid, role, at) => {
    for (let cell: GridCode | undefined = grid; cell !== undefined; cell = parents.get(cell))
      for (const post of posts.get(`${cell} ${role}`) ?? []) {
        const person = acting(post, at);
        if (person !== undefined) return person;
      }
    return '';
  };
}
