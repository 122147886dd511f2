import { type DeviceMapping, deviceNormalizer } from '@civigrid/devices';
import { tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from './shared-vectors.ts';

const tenant = tenantId('street');
const receivedAt = 8e14;

const forms = {
  iso: /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(Z|[+-]\d{2}:?\d{2})?$/i,
  basic: /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,12}))?(Z|[+-]\d{2}:?\d{2})?$/i,
  cn14: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/,
};

/** The plain reading: a pattern, and the calendar of the engine. */
function oracle(text: string, as: keyof typeof forms) {
  const match = forms[as].exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [1, 2, 3, 4, 5, 6].map(
    (i) => Number(match[i] ?? 0),
  );
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  if (year < 100 || new Date(local).getUTCDate() !== day) return undefined;
  const at = local + Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const zone = match[8];
  if (zone === undefined) return { at: at - 28_800_000, zoneAssumed: true };
  if (/z/i.test(zone)) return { at };
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 23 || minutes > 59) return undefined;
  return { at: at - (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000 };
}

const two = (max: number) =>
  fc.oneof(fc.nat(max), fc.nat(99)).map((n) => String(n).padStart(2, '0'));
const written = fc
  .record({
    year: fc.oneof(fc.integer({ min: 1890, max: 2110 }), fc.nat(9999)),
    month: two(13),
    day: two(32),
    hour: two(24),
    minute: two(60),
    second: two(60),
    tail: fc.constantFrom(
      '',
      'Z',
      'z',
      '+08:00',
      '-0330',
      '.5',
      ',123456Z',
      '.9999999999999Z',
      '+24:00',
      ':00',
      '.',
      'Z ',
    ),
    shape: fc.constantFrom('iso', 'blank', 'lower', 'short', 'basic', 'cn14'),
  })
  .map(({ year, month, day, hour, minute, second, tail, shape }) => {
    const y = String(year).padStart(4, '0');
    if (shape === 'cn14') return `${y}${month}${day}${hour}${minute}${second}`;
    if (shape === 'basic') return `${y}${month}${day}T${hour}${minute}${second}${tail}`;
    if (shape === 'short') return `${y}-${month}-${day}T${hour}:${minute}${tail}`;
    const between = shape === 'blank' ? ' ' : shape === 'lower' ? 't' : 'T';
    return `${y}-${month}-${day}${between}${hour}:${minute}:${second}${tail}`;
  });
const bent = fc
  .tuple(written, fc.nat(30), fc.constantFrom('', '0', '-', ':', 'T', '+', '.', 'Z', '９', 'x'))
  .map(([text, at, other]) => text.slice(0, at) + other + text.slice(at + 1));

test('instants are read as by a pattern and the calendar of the engine, by either way of reading', () => {
  for (const as of ['iso', 'basic', 'cn14'] as const) {
    const mapping: DeviceMapping = {
      id: as,
      protocol: 'json',
      device: '/d',
      message: '/d',
      time: { at: '/t', as },
      kind: 'fire.smoke',
      phase: 'raise',
    };
    const { normalize } = deviceNormalizer({ mappings: [mapping] });
    fc.assert(
      fc.property(fc.oneof(written, bent), fc.boolean(), (text, isNew) => {
        const member = isNew ? { [text]: 1 } : {};
        const body = utf8(JSON.stringify({ d: 'd', t: text, ...member }));
        const [event] = normalize({ protocol: 'json', body, receivedAt, tenant }).events;
        const wanted = oracle(text, as);
        expect(event?.time).toEqual({
          occurred: wanted?.at ?? receivedAt,
          received: receivedAt,
          source: wanted === undefined ? 'server' : 'device',
          ...(wanted?.zoneAssumed === true ? { zoneAssumed: true } : {}),
        });
      }),
      { numRuns: 3000 },
    );
  }
});
