import { type GridCode, gridCode, type PersonId, type PostId, postId } from '@civigrid/kernel';
import type { SeededRandom } from '../seeded-random.ts';
import type { StreetCellProperties, StreetCells, StreetLevel } from './cells.ts';
import { type InventedPerson, inventedPerson } from './invented-person.ts';

/** The roles of the street's posts; how people call them says `roleTitle` of `@civigrid/people/messages`. */
export const streetRoles = [
  'microGridLeader',
  'gridLeader',
  'gridMember',
  'buildingLeader',
  'secretary',
  'mediator',
  'propertyManager',
  'commandCentre',
  'police',
  'court',
  'procuratorate',
  'justice',
  'petitions',
  'lawSociety',
  'fireStation',
  'urbanManagement',
  'trafficPolice',
  'sanitation',
  'waterCompany',
  'powerCompany',
  'gasCompany',
] as const;

/** What a post of the street is for; the routing table names leaders and helpers by these words. */
export type StreetRole = (typeof streetRoles)[number];

/** The posts that stand at the street itself: one centre, six departments, services and utilities (1+6+N). */
const streetPosts: readonly StreetRole[] = [
  'commandCentre',
  'police',
  'court',
  'procuratorate',
  'justice',
  'petitions',
  'lawSociety',
  'fireStation',
  'urbanManagement',
  'trafficPolice',
  'sanitation',
  'waterCompany',
  'powerCompany',
  'gasCompany',
];

/** A post (岗位): it exists also while nobody holds it. */
export interface StreetPost {
  readonly id: PostId;
  readonly role: StreetRole;
  readonly grid: GridCode;
}

/** Who holds a post from when (UTC ms, included) to when (not included; left out while it lasts). */
export interface StreetTenure {
  readonly post: PostId;
  readonly person: PersonId;
  readonly from: number;
  readonly until?: number;
}

/** Posts and tenures in the form that `roster` of `@civigrid/people` takes. */
export interface StreetRoster {
  readonly posts: readonly StreetPost[];
  readonly tenures: readonly StreetTenure[];
}

/** The roster with the private list of its holders and the posts that nobody holds on the day. */
export interface StreetStaff {
  readonly roster: StreetRoster;
  readonly persons: readonly InventedPerson[];
  readonly vacant: readonly PostId[];
}

const rolesOfLevel = {
  street: streetPosts,
  /** The secretary is the chief grid leader of the community too: whoever looks for a grid leader above a grid finds one. */
  community: ['secretary', 'gridLeader', 'mediator', 'propertyManager'],
  /** One leader and three members (一长三员), and who manages the estate. */
  grid: ['gridLeader', 'gridMember', 'gridMember', 'gridMember', 'propertyManager'],
  microGrid: ['microGridLeader', 'buildingLeader'],
} as const satisfies Record<StreetLevel, readonly StreetRole[]>;

/** Two grids without a leader: a report there falls to the community. */
const leaderless: readonly string[] = [gridCode('LS.07.02'), gridCode('LS.11.03')];
/** Share of posts by role that nobody holds. */
const vacancy: Partial<Record<StreetRole, number>> = {
  microGridLeader: 0.02,
  buildingLeader: 0.03,
};

const began = Date.UTC(2025, 0, 5, 16);
const changed = Date.UTC(2026, 2, 31, 16);

/** The posts of a cell, each with an id of its own: `LS.01.01/gridMember/2`. */
function postsOf({ code, level }: StreetCellProperties): readonly StreetPost[] {
  const roles: readonly StreetRole[] = rolesOfLevel[level];
  return roles.map((role, i) => {
    const before = roles.slice(0, i).filter((other) => other === role).length;
    const id = postId(`${code}/${role}${before > 0 ? `/${before + 1}` : ''}`);
    return { id, role, grid: code };
  });
}

/** Fills the posts of the street with invented holders. */
export function streetStaff({ features }: StreetCells, random: SeededRandom): StreetStaff {
  const posts = features.flatMap(({ properties }) => postsOf(properties));
  const tenures: StreetTenure[] = [];
  const persons: InventedPerson[] = [];
  const vacant: PostId[] = [];
  const secretaries = new Map<GridCode, PersonId>();

  const invent = (): PersonId => {
    const person = inventedPerson(persons.length + 1, random);
    persons.push(person);
    return person.person;
  };

  for (const { id, role, grid } of posts) {
    const hadAnother = random.next() < 0.01;
    const isVacant =
      (role === 'gridLeader' && leaderless.includes(grid)) || random.next() < (vacancy[role] ?? 0);
    if (hadAnother) tenures.push({ post: id, person: invent(), from: began, until: changed });
    if (isVacant) {
      vacant.push(id);
      continue;
    }
    const secretary = role === 'gridLeader' ? secretaries.get(grid) : undefined;
    const person = secretary ?? invent();
    if (role === 'secretary') secretaries.set(grid, person);
    tenures.push({ post: id, person, from: hadAnother ? changed : began });
  }
  return { roster: { posts, tenures }, persons, vacant };
}
