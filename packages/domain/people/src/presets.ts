import { type GridCode, postId } from '@civigrid/kernel';
import type { Post } from './post.ts';
import type { FieldRole, Role } from './role.ts';

/** How many posts of a role a cell has (岗位配置). */
export interface PostPattern {
  readonly role: Role;
  readonly count: number;
}

function one(...roles: readonly FieldRole[]): readonly PostPattern[] {
  return Object.freeze(roles.map((role) => Object.freeze({ role, count: 1 })));
}

/** One leader and three members per grid (一长三员). */
export const oneLeaderThreeMembers: readonly PostPattern[] = Object.freeze([
  ...one('gridLeader'),
  Object.freeze({ role: 'gridMember', count: 3 }),
]);

/** How many posts of a role each cell of a level has (分级岗位配置). */
export interface LevelPattern extends PostPattern {
  /** The level as the town's hierarchy names it. */
  readonly level: string;
}

function onLevel(level: string, role: FieldRole): LevelPattern {
  return Object.freeze({ level, role, count: 1 });
}

/** The four leaders (四长) of 三全四长: 总网格长 of the community, 片长 of an area, 楼长 of a building, 单元长 of a unit. */
export const fourLeaders: readonly LevelPattern[] = Object.freeze([
  onLevel('community', 'chiefGridLeader'),
  onLevel('area', 'areaLeader'),
  onLevel('building', 'buildingLeader'),
  onLevel('unit', 'unitLeader'),
]);

/** The parties that enter a grid (进网入格力量): 执法, 志愿者, 业委会, 社会组织, 退役军人. */
export const gridParties: readonly PostPattern[] = one(
  'lawEnforcement',
  'volunteers',
  'ownersCommittee',
  'socialOrganisation',
  'veterans',
);

/** The leader of a building (楼长), on the cell that the building is or lies in. */
export const buildingLeaderPosts: readonly PostPattern[] = one('buildingLeader');

/** The leader of a micro-grid (微网格长). */
export const microGridPosts: readonly PostPattern[] = one('microGridLeader');

/** What a community has: its secretary (社区党委书记) and a mediator (调解员). */
export const communityPosts: readonly PostPattern[] = one('secretary', 'mediator');

/** One centre and the six departments on duty there (1+6+N): 公安, 检察, 法院, 司法, 信访, 法学会; on the root. */
export const onePlusSixPlusN: readonly PostPattern[] = one(
  'disputeCentre',
  'police',
  'procuratorate',
  'court',
  'justice',
  'petitions',
  'lawSociety',
);

/** What else a street calls on (街道常用单位): its command centre, fire, order, traffic, cleaning, supply, property; on the root. */
export const streetServices: readonly PostPattern[] = one(
  'commandCentre',
  'fireStation',
  'urbanManagement',
  'trafficPolice',
  'sanitation',
  'waterCompany',
  'powerCompany',
  'gasCompany',
  'propertyManager',
);

/** The posts that a pattern gives a cell; their ids are `cell/role`, then `cell/role/2` … */
export function postsFor(grid: GridCode, patterns: readonly PostPattern[]): readonly Post[] {
  return patterns.flatMap(({ role, count }) =>
    Array.from({ length: count }, (_, i) => ({
      id: postId(i === 0 ? `${grid}/${role}` : `${grid}/${role}/${i + 1}`),
      role,
      grid,
    })),
  );
}

/** The posts that patterns by level give to cells; a cell of another level gets none. */
export function postsOnLevels(
  cells: Iterable<{ readonly code: GridCode; readonly level: string }>,
  patterns: readonly LevelPattern[],
): readonly Post[] {
  return Array.from(cells).flatMap(({ code, level }) =>
    postsFor(
      code,
      patterns.filter((pattern) => pattern.level === level),
    ),
  );
}
