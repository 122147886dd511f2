import { type GovernanceOptions, governance, type Town } from '@civigrid/governance';
import { gridCode, type PersonId, personId, postId } from '@civigrid/kernel';

/** Four micro-grids in a row, two grids, one community, one street. */
export const cells = {
  type: 'FeatureCollection',
  features: [
    { code: 'LS', parent: null, level: 'street' },
    { code: 'LS.01', parent: 'LS', level: 'community' },
    { code: 'LS.01.01', parent: 'LS.01', level: 'grid' },
    { code: 'LS.01.02', parent: 'LS.01', level: 'grid' },
    ...[0, 1, 2, 3].map((i) => ({
      code: `LS.01.0${1 + (i >> 1)}.0${1 + (i & 1)}`,
      parent: `LS.01.0${1 + (i >> 1)}`,
      level: 'microGrid',
      west: 119.65 + i * 0.001,
    })),
  ].map(
    ({
      west,
      ...properties
    }: {
      west?: number;
      code: string;
      parent: string | null;
      level: string;
    }) => ({
      type: 'Feature',
      properties,
      geometry:
        west === undefined
          ? null
          : {
              type: 'Polygon',
              coordinates: [
                [
                  [west, 29.08],
                  [west + 0.001, 29.08],
                  [west + 0.001, 29.081],
                  [west, 29.081],
                  [west, 29.08],
                ],
              ],
            },
    }),
  ),
};

export const inFirst: readonly [number, number] = [119.6505, 29.0805];
export const inLast: readonly [number, number] = [119.6535, 29.0805];

const hours = (value: number) => ({ value, unit: 'hour' });

export const routingTable = {
  hit: 'first',
  inputs: [
    { name: 'category', type: 'tree' },
    { name: 'grid', type: 'tree' },
    { name: 'severity', type: 'integer' },
  ],
  outputs: [
    { name: 'lead' },
    { name: 'assist' },
    { name: 'tier' },
    { name: 'sign' },
    { name: 'limit' },
    { name: 'mediation' },
  ],
  rules: [
    {
      id: 'lane',
      when: { category: { within: ['01.01'] } },
      then: {
        lead: 'gridLeader',
        assist: ['trafficPolice'],
        tier: 'smallProblem',
        sign: hours(1),
        limit: hours(4),
      },
    },
    {
      id: 'fire',
      when: { category: { within: ['fire'] } },
      then: { lead: 'fireStation', tier: 'bigMatter', sign: hours(1), limit: hours(2) },
    },
    {
      id: 'leak',
      when: { category: { within: ['04'] } },
      then: { lead: 'gridLeader', tier: 'smallDispute', mediation: true },
    },
  ],
};

const post = (grid: string, role: string) => ({
  id: postId(`${grid}/${role}`),
  grid: gridCode(grid),
  role,
});
const held = (grid: string, role: string, person: PersonId) => ({
  post: postId(`${grid}/${role}`),
  person,
  from: 0,
});

export const rosterOf = {
  posts: [
    post('LS.01.01', 'gridLeader'),
    post('LS.01.02', 'gridLeader'),
    post('LS.01', 'secretary'),
    post('LS', 'commandCentre'),
    post('LS', 'trafficPolice'),
    post('LS', 'fireStation'),
  ],
  tenures: [
    held('LS.01.01', 'gridLeader', personId('p-chen')),
    held('LS.01', 'secretary', personId('p-wang')),
    held('LS', 'commandCentre', personId('p-centre')),
    held('LS', 'trafficPolice', personId('p-traffic')),
    held('LS', 'fireStation', personId('p-fire')),
  ],
};

/** 2026-06-15 08:00 +08:00, a Monday. */
export const morning: number = Date.UTC(2026, 5, 15);

export function open(more: Partial<GovernanceOptions> = {}): Promise<Town> {
  return governance({ grid: cells, routing: routingTable, roster: rosterOf, ...more });
}
