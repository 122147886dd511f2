import {
  type DeviceChange,
  type DeviceFact,
  type DeviceRecord,
  deviceDecider,
  deviceRegistry,
  type ImportOptions,
  importDevices,
  type RegisteredDevice,
  registryOf,
} from '@civigrid/devices';
import { importIssueMessages } from '@civigrid/devices/messages';
import { deviceId, type Happened, type Recorded, subjectRef } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const at = 1;
const grids = new Set(['LS.01', 'LS.02', 'LS.03', '__proto__']);
const row = { device: 'c-1', category: 'cover', grid: 'LS.01' };

const imported = (rows: Iterable<unknown>, more: Partial<ImportOptions> = {}) =>
  importDevices(rows, { at, grids, ...more });

/** Row, column and code of what is wrong. */
const told = (rows: Iterable<unknown>, more: Partial<ImportOptions> = {}) =>
  imported(rows, more).issues.map(({ row: number, column, code }) => [number, column, code]);

describe('a list of devices', () => {
  test('is read as people write it: units, full-width signs, dates, groups', () => {
    const { accepted, issues } = imported([
      {
        ...row,
        model: 'LS-JG-3',
        inputKind: 'cover.open',
        heartbeat: '24h',
        building: ' 3号楼 ',
        floor: '-1',
        point: '119.655，29.085',
        organisation: '虚构管网公司',
        groups: '防汛；东片;防汛',
        maintainer: '虚构维保公司',
        serviceEveryDays: '１８０',
        nextService: '2026年7月1日',
        lastService: '2026/1/2',
        warrantyUntil: '2028-02-29',
      },
    ]);
    expect(issues).toEqual([]);
    expect(accepted).toEqual([
      {
        ...row,
        model: 'LS-JG-3',
        inputKind: 'cover.open',
        heartbeatMs: 86_400_000,
        building: '3号楼',
        floor: '-1',
        point: [119.655, 29.085],
        organisation: '虚构管网公司',
        groups: ['东片', '防汛'],
        maintenance: {
          by: '虚构维保公司',
          everyDays: 180,
          next: '2026-07-01',
          last: '2026-01-02',
          warrantyUntil: '2028-02-29',
        },
      },
    ]);
  });

  test('may call its columns as it likes, and issues call them so too', () => {
    const columns = { device: '设备编号', category: '类别', grid: '网格', point: '坐标' } as const;
    const good = { 设备编号: 'c-1', 类别: 'cover', 网格: 'LS.01', 坐标: '119.6,29.1' };
    expect(imported([good], { columns }).accepted).toMatchObject([{ device: 'c-1' }]);
    expect(told([{ ...good, 坐标: '29.1,119.6' }], { columns })).toEqual([
      [1, '坐标', 'devices/impossible-point'],
    ]);
  });

  test.each<[string, unknown, string | undefined, string]>([
    ['no row', 'c-1,cover,LS.01', undefined, 'devices/row-not-a-record'],
    ['nothing', null, undefined, 'devices/row-not-a-record'],
    ['no id', { ...row, device: ' ' }, 'device', 'devices/cell-missing'],
    ['no category', { ...row, category: '' }, 'category', 'devices/cell-missing'],
    ['no cell', { device: 'c-1', category: 'cover' }, 'grid', 'devices/cell-missing'],
    ['a cell of another town', { ...row, grid: 'XX' }, 'grid', 'devices/unknown-grid'],
    ['a cell that is a list', { ...row, grid: ['LS.01'] }, 'grid', 'devices/cell-not-text'],
    [
      'an endless text',
      { ...row, building: 'x'.repeat(1_001) },
      'building',
      'devices/cell-not-text',
    ],
    ['a lone surrogate', { ...row, building: '\ud800' }, 'building', 'devices/cell-not-text'],
    ['an unknown category', { ...row, category: 'drone' }, 'category', 'devices/unknown-category'],
    ['an unknown model', { ...row, model: 'X-1' }, 'model', 'devices/unknown-model'],
    [
      'an unknown kind',
      { ...row, inputKind: 'constructor' },
      'inputKind',
      'devices/unknown-input-kind',
    ],
    [
      'a point with three numbers',
      { ...row, point: '119,29,5' },
      'point',
      'devices/impossible-point',
    ],
    ['a point in words', { ...row, point: '东门' }, 'point', 'devices/impossible-point'],
    ['a point in hexadecimal', { ...row, point: '0x77,29' }, 'point', 'devices/impossible-point'],
    ['a point off the earth', { ...row, point: '181,29' }, 'point', 'devices/impossible-point'],
    ['no heartbeat', { ...row, heartbeat: '0' }, 'heartbeat', 'devices/invalid-heartbeat'],
    [
      'a negative heartbeat',
      { ...row, heartbeat: '-5min' },
      'heartbeat',
      'devices/invalid-heartbeat',
    ],
    [
      'a heartbeat in moons',
      { ...row, heartbeat: '1 moon' },
      'heartbeat',
      'devices/invalid-heartbeat',
    ],
    [
      '30 February',
      { ...row, maintainer: 'x', nextService: '2026-02-30' },
      'nextService',
      'devices/invalid-day',
    ],
    [
      '29 February of no leap year',
      { ...row, maintainer: 'x', warrantyUntil: '1900-02-29' },
      'warrantyUntil',
      'devices/invalid-day',
    ],
    [
      'half a day',
      { ...row, maintainer: 'x', serviceEveryDays: '0.5' },
      'serviceEveryDays',
      'devices/invalid-number',
    ],
    [
      'inspections by nobody',
      { ...row, nextService: '2026-07-01' },
      'maintainer',
      'devices/maintenance-without-organisation',
    ],
    ['an owner whom nobody knows', { ...row, owner: '林桂香' }, 'owner', 'devices/unknown-owner'],
  ])(
    'with %s says so, at its row and column, and leaves only that row out',
    (_, wrong, column, code) => {
      const checks = {
        categories: new Set(['cover']),
        models: new Set(['LS-JG-3']),
        owners: () => undefined,
      };
      expect(told([row, wrong, { ...row, device: 'c-2' }], checks)).toEqual([[2, column, code]]);
      expect(imported([row, wrong, { ...row, device: 'c-2' }], checks).accepted).toHaveLength(2);
    },
  );

  test('that names one device twice gives the first', () => {
    const rows = [row, { ...row, grid: 'LS.02' }, { ...row, device: ' c-1 ' }];
    const { accepted, issues } = imported(rows);
    expect(accepted).toEqual([row]);
    expect(issues.map((issue) => [issue.row, issue.code])).toEqual([
      [2, 'devices/listed-twice'],
      [3, 'devices/listed-twice'],
    ]);
  });

  test('that brings a retired device back says so', () => {
    const registry = deviceRegistry([], ['c-1']);
    expect(told([row], { registry })).toEqual([[1, 'device', 'devices/row-of-retired']]);
  });

  test('keeps what looks like a formula as the text that it is, with a warning', () => {
    const building = '=HYPERLINK("x")';
    const { accepted, issues } = imported([{ ...row, building }]);
    expect(accepted).toEqual([{ ...row, building }]);
    expect(issues).toMatchObject([
      { row: 1, column: 'building', code: 'devices/formula-text', level: 'warning' },
    ]);
  });

  test('finds a person by the reference that stands for them, and never says who it was', () => {
    const owner = subjectRef('subject-1');
    const owners = (text: string) => (text === '00055501' ? owner : undefined);
    const rows = [
      { ...row, owner: '00055501', point: '119.6,29.1' },
      { ...row, device: 'c-2', owner: '林桂香 00055509' },
      { ...row, device: 'c-3', owner: '00055501', organisation: '虚构物业' },
    ];
    const { changes, issues } = imported(rows, { owners });
    expect(changes.map(({ commands }) => commands)).toMatchObject([[{ type: 'register', owner }]]);
    expect(issues.map(({ row: number, code }) => [number, code])).toEqual([
      [2, 'devices/unknown-owner'],
      [3, 'devices/two-owners'],
    ]);
    expect(JSON.stringify(issues)).not.toMatch(/林桂香|00055/);
  });

  test('says what is missing in it, and retires that only where it is the whole register', () => {
    const registry = deviceRegistry([
      { ...row, device: deviceId('c-1') },
      { ...row, device: deviceId('c-9') },
    ] as unknown as RegisteredDevice[]);
    expect(imported([row], { registry })).toMatchObject({ changes: [], missing: ['c-9'] });
    expect(imported([row], { registry, complete: true }).changes).toEqual([
      { device: 'c-9', commands: [{ type: 'retire', at }] },
    ]);
    // The row that cannot be read may be the one that is missing.
    expect(imported([row, { ...row, device: '' }], { registry, complete: true }).changes).toEqual(
      [],
    );
  });

  test('seals no new place for the owner before: whose it is comes first', () => {
    const before = subjectRef('subject-1');
    const after = subjectRef('subject-2');
    const registry = deviceRegistry([
      { ...row, device: deviceId('c-1'), owner: before } as unknown as RegisteredDevice,
    ]);
    const { changes } = imported([{ ...row, grid: 'LS.02', owner: 'x', point: '119.6,29.1' }], {
      registry,
      owners: () => after,
    });
    expect(changes).toEqual([
      {
        device: 'c-1',
        row: 1,
        commands: [
          { type: 'handOver', at, owner: after, point: [119.6, 29.1] },
          { type: 'move', at, grid: 'LS.02', point: [119.6, 29.1] },
        ],
      },
    ]);
  });

  test('is answered whatever it holds, and every code has words in both languages', () => {
    const codes = new Set<string>();
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('119.6,29.1', '24h', '2026-07-01', 'LS.01', '=1+1'),
      fc.double(),
      fc.anything(),
    );
    const columns = fc.constantFrom(
      'device',
      'category',
      'grid',
      'point',
      'heartbeat',
      'owner',
      'maintainer',
      'nextService',
      'groups',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.dictionary(columns, cell), fc.anything())), (rows) => {
        const { accepted, issues } = imported(rows);
        const wrong = new Set(
          issues.filter(({ level }) => level === 'error').map((each) => each.row),
        );
        expect(accepted.length + wrong.size).toBe(rows.length);
        for (const { code } of issues) codes.add(code);
      }),
    );
    for (const code of codes) expect(importIssueMessages).toHaveProperty([code]);
  });
});

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const day = fc.constantFrom('2026-06-15', '2026-07-01', '2028-02-29');
const maintenance = fc.record(
  {
    by: fc.constantFrom('虚构维保公司', '虚构管网公司'),
    everyDays: fc.integer({ min: 1, max: 400 }),
    next: day,
    last: day,
    warrantyUntil: day,
  },
  { requiredKeys: ['by'] },
);
const degrees = fc.tuple(
  fc.integer({ min: -1_800_000, max: 1_800_000 }),
  fc.integer({ min: -900_000, max: 900_000 }),
);

/** A device as a list may have it, whatever its id. */
const entry = fc.record({
  category: fc.constantFrom('cover', 'smoke'),
  grid: fc.constantFrom(...grids),
  model: optional(fc.constantFrom('M-1', 'M-2')),
  inputKind: optional(fc.constantFrom('cover.open', 'help.button')),
  heartbeatMs: optional(fc.integer({ min: 1, max: 9_999_999 })),
  building: optional(fc.constantFrom('1号楼', '@2')),
  floor: optional(fc.constantFrom('-1', '4')),
  point: optional(degrees.map(([lng, lat]) => [lng / 10_000, lat / 10_000] as const)),
  owner: optional(fc.constantFrom('p-1', 'p-2')),
  organisation: optional(fc.constant('虚构物业')),
  groups: optional(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })),
  maintenance: optional(maintenance),
});
type Entry = typeof entry extends fc.Arbitrary<infer Value> ? Value : never;

/** The row that says it. */
function rowOf(device: string, one: Entry): Record<string, string> {
  const cells: Record<string, string | number | undefined> = {
    device,
    category: one.category,
    grid: one.grid,
    model: one.model,
    inputKind: one.inputKind,
    heartbeat: one.heartbeatMs,
    building: one.building,
    floor: one.floor,
    point: one.point?.join(','),
    owner: one.owner,
    organisation: one.owner === undefined ? one.organisation : undefined,
    groups: one.groups?.join(';'),
    maintainer: one.maintenance?.by,
    serviceEveryDays: one.maintenance?.everyDays,
    nextService: one.maintenance?.next,
    lastService: one.maintenance?.last,
    warrantyUntil: one.maintenance?.warrantyUntil,
  };
  return Object.fromEntries(
    Object.entries(cells).flatMap(([name, cell]) =>
      cell === undefined ? [] : [[name, String(cell)]],
    ),
  );
}

/** What the register knows of it: the exact place of a person's device is not in the open. */
function expected(device: string, one: Entry): unknown {
  const { owner, organisation, groups, point, floor, ...rest } = one;
  return JSON.parse(
    JSON.stringify({
      device,
      ...rest,
      ...(owner === undefined ? { organisation, point, floor } : { owner }),
      groups: groups && [...groups].sort(),
    }),
  );
}

/** Lets the decider carry out what an import asks for, as a log would keep it. */
function carriedOut(log: Recorded[], changes: readonly DeviceChange[]): void {
  for (const { device, commands } of changes) {
    let state: DeviceRecord = deviceDecider.initial;
    const mine = log.filter(({ data }) => (data as { device: string }).device === device);
    for (const event of mine)
      state = deviceDecider.evolve(state, event as Recorded & Happened<DeviceFact>);
    for (const command of commands) {
      const facts = deviceDecider.decide(command, state);
      // A change that is none is not asked for.
      expect(facts).toHaveLength(1);
      for (const { personal: _, ...fact } of facts as readonly (DeviceFact & {
        personal?: unknown;
      })[]) {
        const event = fact as unknown as Recorded & Happened<DeviceFact>;
        log.push(event);
        state = deviceDecider.evolve(state, event);
      }
    }
  }
}

const byId = (one: { device: string }, other: { device: string }) =>
  one.device < other.device ? -1 : 1;

test('after any list, however it was edited, the register is the list; and the same list again changes nothing', () => {
  const ids = ['c-1', 'c-2', '__proto__', 'toString', 'cam#1'];
  const list = fc
    .tuple(...ids.map(() => optional(entry)))
    .map(
      (entries) =>
        new Map(ids.flatMap((id, i) => (entries[i] === undefined ? [] : [[id, entries[i]]]))),
    );
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 6 }), (lists) => {
      const log: Recorded[] = [];
      const gone = new Set<string>();
      for (const wanted of lists) {
        for (const id of gone) wanted.delete(id);
        const rows = [...wanted].map(([id, one]) => rowOf(id, one));
        const options = { at, grids, owners: subjectRef, complete: true };
        const before = registryOf(log);
        const { changes, issues, missing } = importDevices(rows, { ...options, registry: before });
        expect(issues.filter(({ level }) => level === 'error')).toEqual([]);
        for (const id of missing) gone.add(id);
        carriedOut(log, changes);
        const registry = registryOf(log);
        expect([...registry.entries()].sort(byId)).toEqual(
          [...wanted].map(([id, one]) => expected(id, one) as RegisteredDevice).sort(byId),
        );
        expect([...gone].every((id) => registry.isRetired(id))).toBe(true);
        expect(importDevices(rows, { ...options, registry }).changes).toEqual([]);
      }
    }),
    { numRuns: 120 },
  );
});
