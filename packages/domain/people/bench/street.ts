import { type WorkCalendar, workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import { type GridCode, gridCode, personId, postId } from '@civigrid/kernel';
import type { Leave, Post, RosterInput, Rota, StandIn, Tenure } from '@civigrid/people';

/** The same numbers in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Who holds no rota, who is there in office hours, who patrols in three shifts, who comes at night. */
export const roles = [
  'gridLeader',
  'gridMember',
  'microGridLeader',
  'buildingLeader',
  'mediator',
  'propertyManager',
  'police',
  'court',
  'justice',
  'petitions',
  'patroller',
  'nightWatch',
] as const;
const offices: readonly string[] = ['police', 'court', 'justice', 'petitions'];

const dayMs = 86_400_000;
export const yearBegins: number = Date.parse('2026-01-01T00:00+08:00');
export const yearMs: number = 365 * dayMs;

export interface Street {
  /** The cells that are asked for: grids, communities and the street. */
  readonly cells: readonly GridCode[];
  readonly parents: ReadonlyMap<GridCode, GridCode | undefined>;
  readonly input: RosterInput & { readonly calendar: WorkCalendar };
}

/** A street of `count` cells in three levels, each with a post of every role; every number is invented. */
export function street(count: number): Street {
  const random = seeded(20260615);
  const root = gridCode('LS');
  const parents = new Map<GridCode, GridCode | undefined>([[root, undefined]]);
  for (let i = 0; i < 21; i++) parents.set(gridCode(`LS.${i}`), root);
  for (let i = 0; parents.size < count; i++)
    parents.set(gridCode(`LS.${i % 21}.${i}`), gridCode(`LS.${i % 21}`));
  const cells = [...parents.keys()];

  const posts: Post[] = [];
  const tenures: Tenure[] = [];
  const standIns: StandIn[] = [];
  const leaves: Leave[] = [];
  const rotas: Rota[] = [];
  const before = yearBegins - 400 * dayMs;
  for (const grid of cells) {
    const here = roles.map((role) => ({ id: postId(`${grid}/${role}`), role, grid }));
    posts.push(...here);
    for (const { id: post } of here) {
      const person = personId(`holder of ${post}`);
      if (random() < 0.05) continue;
      const changed = yearBegins + random() * yearMs;
      if (random() < 0.3) {
        tenures.push({
          post,
          person: personId(`former holder of ${post}`),
          from: before,
          until: changed,
        });
        tenures.push({ post, person, from: changed });
      } else tenures.push({ post, person, from: before });
      for (let times = 0; random() < 0.4 && times < 3; times++) {
        const from = yearBegins + times * 100 * dayMs + random() * 60 * dayMs;
        const until = from + (1 + random() * 20) * dayMs;
        leaves.push({ post, person, from, until });
        if (random() < 0.5)
          standIns.push({ post, person: personId(`stand-in of ${post}`), from, until });
      }
    }
    const of = (role: string) => postId(`${grid}/${role}`);
    const shift = (from: string, to: string) => ({ from, to });
    rotas.push(
      {
        id: `offices of ${grid}`,
        from: before,
        pattern: { kind: 'office', posts: offices.map(of) },
      },
      {
        id: `patrols of ${grid}`,
        from: before,
        pattern: {
          kind: 'cycle',
          days: 3,
          anchor: '2026-01-01',
          shifts: [0, 1, 2].flatMap((day) =>
            [shift('00:00', '08:00'), shift('08:00', '16:00'), shift('16:00', '24:00')].map(
              (hours, i) => ({
                day,
                post: of('patroller'),
                ...hours,
                person: personId(`patrol ${(day + i) % 3} of ${grid}`),
              }),
            ),
          ),
        },
      },
      {
        id: `nights of ${grid}`,
        from: before,
        pattern: {
          kind: 'cycle',
          days: 1,
          anchor: '2026-01-01',
          shifts: [{ day: 0, post: of('nightWatch'), from: '22:00', to: '06:00' }],
        },
      },
    );
  }
  const calendar = workCalendar({
    shifts: [
      ['08:30', '12:00'],
      ['14:00', '17:30'],
    ],
    years: chinaCalendarYears,
  });
  return { cells, parents, input: { posts, tenures, standIns, leaves, rotas, parents, calendar } };
}
