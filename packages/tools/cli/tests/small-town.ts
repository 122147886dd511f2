/** A small town's map: a street, a community, two grids, and four micro-grids in a row from 119.65 E. */
export const townMap = {
  type: 'FeatureCollection',
  features: [
    cell('LS', null, 'street'),
    cell('LS.01', 'LS', 'community'),
    cell('LS.01.01', 'LS.01', 'grid'),
    cell('LS.01.02', 'LS.01', 'grid'),
    cell('LS.01.01.01', 'LS.01.01', 'microGrid', 119.65),
    cell('LS.01.01.02', 'LS.01.01', 'microGrid', 119.651),
    cell('LS.01.02.01', 'LS.01.02', 'microGrid', 119.652),
    cell('LS.01.02.02', 'LS.01.02', 'microGrid', 119.653),
  ],
};

function cell(code: string, parent: string | null, level: string, west?: number) {
  const box = (left: number, low: number) => [
    [left, low],
    [left + 0.001, low],
    [left + 0.001, low + 0.001],
    [left, low + 0.001],
    [left, low],
  ];
  const geometry = west === undefined ? null : { type: 'Polygon', coordinates: [box(west, 29.08)] };
  return { type: 'Feature', properties: { code, parent, level }, geometry };
}

/** Two rules: what begins with `01` goes to the grid leader, `02` to the city's management. */
export const townRules = {
  hit: 'first',
  inputs: [{ name: 'category', type: 'tree' }],
  outputs: [{ name: 'lead' }],
  rules: [
    { id: 'R-01', when: { category: { within: ['01'] } }, then: { lead: 'gridLeader' } },
    { id: 'R-02', when: { category: { within: ['02'] } }, then: { lead: 'urbanManagement' } },
  ],
};
