import type { Role } from './role.ts';

/** Who leads on each level of the field (层级负责人): 微网格长, 网格长, 社区书记, 街道指挥中心. Data of a town; a town with other levels has its own. */
export const fieldLevelLeaders: ReadonlyMap<string, Role> = new Map([
  ['microGrid', 'microGridLeader'],
  ['grid', 'gridLeader'],
  ['community', 'secretary'],
  ['street', 'commandCentre'],
]);
