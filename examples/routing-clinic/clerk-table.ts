import type { Rule, Table, Universe } from '@civigrid/tables';

/** A clerk's table: who leads a report, by what it is, how grave it is and when it comes. Synthetic. */
export const clerkTable: Table<'unique'> = {
  id: 'routing',
  version: '2026-11',
  hit: 'unique',
  inputs: [
    { name: 'category', type: 'tree' },
    { name: 'severity', type: 'integer' },
    { name: 'at', type: 'weekTime' },
  ],
  outputs: [{ name: 'lead' }],
  rules: [
    {
      id: 'noise-day',
      when: { category: { within: ['noise'] }, at: { between: ['08:00', '22:00'] } },
      then: { lead: 'gridLeader' },
    },
    {
      id: 'noise-night',
      when: { category: { within: ['noise'] }, at: { between: ['22:00', '06:00'] } },
      then: { lead: 'police' },
    },
    {
      id: 'waste-small',
      when: { category: { within: ['waste'] }, severity: { lte: 3 } },
      then: { lead: 'gridLeader' },
    },
    {
      id: 'waste-grave',
      when: { category: { within: ['waste'] }, severity: { gte: 3 } },
      then: { lead: 'urbanManagement' },
    },
    { id: 'fire', when: { category: { within: ['fire'] } }, then: { lead: 'fireStation' } },
    {
      id: 'fire-great',
      when: { category: { within: ['fire'] }, severity: { gte: 6 } },
      then: { lead: 'district' },
    },
    {
      id: 'road',
      when: { category: { within: ['road'] } },
      then: { lead: 'urbanManagement' },
    },
  ],
};

export const categories = [
  'noise.works',
  'noise.music',
  'noise.dogs',
  'waste.bin',
  'waste.rubble',
  'fire.lane',
  'fire.smoke',
  'road.manhole',
  'road.bikes',
];

/** All that can come in: the codes of the catalogue, five grades of severity, any hour of the week. */
export const universe: Universe = {
  category: { values: categories },
  severity: { gte: 1, lte: 5 },
};

/** What the clerk puts right: the place in the table, how many rules go, which ones come. */
export const corrections: readonly {
  readonly why: string;
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly Rule[];
}[] = [
  {
    why: 'The night ends when the day begins, at 08:00',
    at: 1,
    remove: 1,
    insert: [
      {
        id: 'noise-night',
        when: { category: { within: ['noise'] }, at: { between: ['22:00', '08:00'] } },
        then: { lead: 'police' },
      },
    ],
  },
  {
    why: 'Grave waste begins above 3',
    at: 3,
    remove: 1,
    insert: [
      {
        id: 'waste-grave',
        when: { category: { within: ['waste'] }, severity: { gt: 3 } },
        then: { lead: 'urbanManagement' },
      },
    ],
  },
  { why: 'There is no severity 6', at: 5, remove: 1, insert: [] },
];
