import type { CaseRow } from '@civigrid/cases/statistics';
import type { CellShare } from '@civigrid/cases/what-if';
import { caseId, gridCode } from '@civigrid/kernel';
import type { Rule, Table } from '@civigrid/tables';
import { randomFrom } from './random.ts';
import { categories, leaves, sources, yearFrom, yearUntil } from './street-year.ts';

const hour = 3_600_000;

/** Plain rows of an invented street's year; about a tenth still open. */
export function yearRows(count: number, seed = 5): readonly CaseRow[] {
  const chance = randomFrom(seed);
  const pick = <Item>(list: readonly Item[]): Item =>
    list[Math.floor(chance() * list.length)] as Item;
  return Array.from({ length: count }, (_, i): CaseRow => {
    const at = Math.floor(yearFrom + chance() * (yearUntil - yearFrom) * 0.9);
    const dispatchedAt = at + Math.floor(chance() * 2 * hour);
    const signedAt = dispatchedAt + Math.floor(chance() * 6 * hour);
    const handledAt = signedAt + Math.floor(chance() * 150 * hour);
    const row = {
      case: caseId(`case-${i}`),
      category: pick(categories),
      source: pick(sources),
      grid: gridCode(pick(leaves)),
      severity: Math.floor(chance() * 5),
      at,
      dispatchedAt,
      signedAt,
      handledAt,
    };
    return chance() < 0.1
      ? row
      : { ...row, closedAt: handledAt + Math.floor(chance() * 40 * hour) };
  });
}

/** A routing table of an invented street: special rules first, one for everything last. */
export function routingTable(rules: number, changed = false): Table<'first'> {
  const chance = randomFrom(9);
  const other = randomFrom(77);
  const pick = <Item>(list: readonly Item[]): Item =>
    list[Math.floor(chance() * list.length)] as Item;
  const leads = ['gridLeader', 'propertyManager', 'cityManagement', 'police', 'community', 'water'];
  const made = Array.from({ length: rules - 1 }, (_, i): Rule => {
    const leaf = pick(leaves);
    const code = pick(categories);
    const lead = pick(leads);
    const days = 1 + Math.floor(chance() * 6);
    const isNew = changed && other() < 0.15;
    return {
      id: `r${i}`,
      when: {
        category: { within: [chance() < 0.3 ? code.slice(0, 2) : code] },
        ...(chance() < 0.7 ? { grid: { within: [leaf.slice(0, chance() < 0.5 ? 5 : 8)] } } : {}),
        ...(chance() < 0.3 ? { source: { is: [pick(sources)] } } : {}),
        ...(chance() < 0.2 ? { severity: { gte: 3 } } : {}),
        ...(chance() < 0.2 ? { at: { between: ['08:00', '18:00'], days: [1, 2, 3, 4, 5] } } : {}),
      },
      then: {
        lead: isNew ? 'newOffice' : lead,
        sign: { value: 4, unit: 'workHour' },
        handle: { value: days, unit: 'workDay' },
        limit: { value: isNew ? days : days + 2, unit: 'workDay' },
      },
    };
  });
  return {
    hit: 'first',
    inputs: [
      { name: 'category', type: 'tree' },
      { name: 'grid', type: 'tree' },
      { name: 'source', type: 'text' },
      { name: 'severity', type: 'integer' },
      { name: 'at', type: 'weekTime' },
    ],
    outputs: [{ name: 'lead' }, { name: 'sign' }, { name: 'handle' }, { name: 'limit' }],
    rules: [
      ...made,
      { when: {}, then: { lead: 'gridLeader', limit: { value: 10, unit: 'workDay' } } },
    ],
  };
}

/** Every twentieth micro-grid cut in two, one part moved to the neighbouring grid. */
export function redivision(): readonly CellShare[] {
  return leaves.flatMap((leaf, i): readonly CellShare[] => {
    const from = gridCode(leaf);
    if (i % 20 !== 0) return [{ from, to: from, share: 1 }];
    const neighbour = gridCode(leaves[(i + 1) % leaves.length] as string);
    return [
      { from, to: from, share: 0.625 },
      { from, to: neighbour, share: 0.375 },
    ];
  });
}
