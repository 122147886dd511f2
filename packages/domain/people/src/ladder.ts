import type { Role } from './role.ts';

/** Who answers where the holder of a role is missing (接替顺序): from each role to the next one up. Data of a town. */
export type Succession = Readonly<Record<Role, Role>>;

/** The field's usual order: 微网格长, 网格长, 社区书记, 街道指挥中心; the other leaders and the grid's members join it on their level. */
export const fieldSuccession: Succession = Object.freeze({
  microGridLeader: 'gridLeader',
  unitLeader: 'buildingLeader',
  buildingLeader: 'gridLeader',
  areaLeader: 'chiefGridLeader',
  gridMember: 'gridLeader',
  propertyManager: 'gridLeader',
  mediator: 'secretary',
  gridLeader: 'secretary',
  chiefGridLeader: 'secretary',
  secretary: 'commandCentre',
});

/**
 * The ladder of roles that begins with one (补位阶梯), for `answering`: `gridLeader` gives `gridLeader`, `secretary`,
 * `commandCentre`. A succession that runs in a circle ends where it would repeat itself.
 */
export function ladderFrom(role: Role, succession: Succession = fieldSuccession): readonly Role[] {
  const next = new Map(Object.entries(succession));
  const ladder = new Set<Role>();
  for (let at: Role | undefined = role; at !== undefined && !ladder.has(at); at = next.get(at))
    ladder.add(at);
  return [...ladder];
}
