import { parseArgs } from 'node:util';
import { type AlarmSignal, incidentIndex } from '@civigrid/devices';
import { governance, type IngestMessage } from '@civigrid/governance';
import { deviceId, type GridCode, gridCode, tenantId } from '@civigrid/kernel';
import { median } from '../../../tools/testing/bench/alternate.ts';
import { printTable, writeResults } from '../../../tools/testing/bench/report.ts';

const { values } = parseArgs({
  options: { out: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const alarms = values.quick ? 500 : 10_000;
const rounds = values.quick ? 1 : 5;

const cells = {
  type: 'FeatureCollection',
  features: [
    { code: 'LS', parent: null, level: 'street' },
    { code: 'LS.01', parent: 'LS', level: 'community' },
  ].map((properties) => ({ type: 'Feature', properties, geometry: null })),
};
const square = (west: number) => [
  [
    [west, 29],
    [west + 0.001, 29],
    [west + 0.001, 29.001],
    [west, 29.001],
    [west, 29],
  ],
];
const leaves = [0, 1, 2, 3].map((i) => gridCode(`LS.01.0${i + 1}`));
const grid = {
  ...cells,
  features: [
    ...cells.features,
    ...leaves.map((code, i) => ({
      type: 'Feature',
      properties: { code, parent: 'LS.01', level: 'grid' },
      geometry: { type: 'Polygon', coordinates: square(119 + i * 0.001) },
    })),
  ],
};
const routing = { hit: 'first', inputs: [], outputs: [{ name: 'lead' }], rules: [] };
const from = Date.UTC(2026, 5, 15);

/** A storm, as one kind says it over so many cells. */
interface Storm {
  readonly kind: string;
  readonly cells: number;
  /** How many messages are on their way at once. */
  readonly together: number;
}

const storms: readonly Storm[] = [
  { kind: 'device.powerFault', cells: 1, together: 1 },
  { kind: 'device.powerFault', cells: 1, together: 250 },
  { kind: 'device.powerFault', cells: 4, together: 250 },
  { kind: 'fire.smoke', cells: 4, together: 250 },
];

const at = (i: number) => from + ((i * 7919) % 10_000);
const cellOf = (i: number, count: number) => leaves[i % count] as GridCode;

function messages(): readonly IngestMessage[] {
  return Array.from({ length: alarms }, (_, i) => ({
    protocol: 'json',
    body: new TextEncoder().encode(JSON.stringify({ id: `d-${i}`, n: i, ts: at(i) })),
    receivedAt: at(i),
  }));
}

const list = messages();

/** What a storm has cost, and what it came to. */
interface Cost {
  readonly ms: number;
  readonly heap: number;
  readonly events: number;
  readonly cases: number;
  readonly incidents: number;
  readonly members: number;
}

async function brought({ kind, cells: count, together }: Storm): Promise<Cost> {
  const registry = Array.from({ length: alarms }, (_, i) => {
    return { device: deviceId(`d-${i}`), category: 'any', grid: cellOf(i, count) };
  });
  const shout = { id: 'shout', protocol: 'json', device: '/id', message: '/n' } as const;
  const mapping = { ...shout, time: { at: '/ts', as: 'ms' }, kind, phase: 'raise' } as const;
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const town = await governance({ grid, routing, devices: { registry, mappings: [mapping] } });
  let events = 0;
  town.on('event', () => {
    events++;
  });
  const start = performance.now();
  for (let i = 0; i < list.length; i += together)
    await Promise.all(list.slice(i, i + together).map((message) => town.ingest(message)));
  await town.idle();
  const ms = performance.now() - start;
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed - before;
  const cases = town.cases.list();
  const found = await Promise.all(cases.map(({ id }) => town.alarms.incident(id)));
  const members = found.reduce((sum, one) => sum + (one?.alarms.length ?? 0), 0);
  await town.close();
  return { ms, heap, events, cases: cases.length, incidents: town.incidents(), members };
}

/** The index alone: nanoseconds an alarm. */
function indexed(): number {
  const tenant = tenantId('LS');
  const signals = Array.from({ length: 10 * alarms }, (_, i): AlarmSignal => {
    const of = {
      tenant,
      device: deviceId(`d-${i}`),
      kind: 'device.powerFault',
      severity: 2,
    } as const;
    const keys = { conditionKey: `d-${i}|device.powerFault|`, messageKey: `d-${i}|${i}` };
    return { ...of, ...keys, occurred: at(i), received: at(i), grid: cellOf(i, 4) };
  });
  const index = incidentIndex();
  const start = performance.now();
  for (const signal of signals) {
    const { conditionKey, occurred } = signal;
    index.follow({ type: 'raised', at: occurred, conditionKey, signal });
  }
  const ns = ((performance.now() - start) * 1e6) / signals.length;
  if (index.size !== 4) throw new Error(`${index.size} incidents instead of 4.`);
  return ns;
}

const costs = storms.map((): Cost[] => []);
const index: number[] = [];
for (let round = 0; round < rounds; round++) {
  for (let turn = 0; turn < storms.length; turn++) {
    const i = (round + turn) % storms.length;
    const storm = storms[i] as Storm;
    const cost = await brought(storm);
    const { cells: count } = storm;
    if (cost.incidents !== count || cost.cases !== count || cost.members !== alarms)
      throw new Error(`The storm was not understood: ${JSON.stringify(cost)}`);
    costs[i]?.push(cost);
  }
  index.push(indexed());
}

const results = storms.map((storm, i) => {
  const [cost] = costs[i] as [Cost];
  const middle = (of: (cost: Cost) => number) => median((costs[i] ?? []).map(of));
  return { ...storm, ...cost, ms: middle(({ ms }) => ms), heap: middle(({ heap }) => heap) };
});
const head = ['storm', 'cells', 'together', 'ms', 'MB kept', 'events', 'cases', 'alarms kept'];
printTable(`A storm of ${alarms} alarms in ten seconds, in memory; medians of ${rounds}`, [
  head,
  ...results.map(({ kind, cells: count, together, ms, heap, events, cases, members }) => {
    const figures = [count, together, Math.round(ms), Math.round(heap / 1e6)];
    return [kind, ...[...figures, events, cases, members].map(String)];
  }),
]);
console.log(`incidentIndex: ${Math.round(median(index))} ns an alarm`);
writeResults({ storms: results, indexNs: median(index) }, values.out);
