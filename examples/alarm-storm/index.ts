// A power dip: ten thousand detectors and gates of a community shout in ten seconds, and somewhere among them is a fire.
// One incident and one case for each grid and cause; the fire is called out at once. Everything is synthetic.
import { kindName } from '@civigrid/devices/messages';
import { governance, type IngestMessage } from '@civigrid/governance';
import { roleTitle } from '@civigrid/people/messages';
import { syntheticStreet } from '@civigrid/testing/street';
import { shouts, type Word } from './shouts.ts';
import { stormDevices } from './storm-devices.ts';

const street = syntheticStreet();
const { cells: grid, routing, roster, ladders } = street;
const cells = grid.features.map(({ properties }) => properties);
const microGrids = cells.filter(
  ({ level, code }) => level === 'microGrid' && /^LS\.05\./.test(code),
);
const devices = stormDevices(microGrids.map(({ code }) => code));
const town = await governance({ grid, routing, roster, ladders, devices });

let come = 0;
let written = 0;
const count = (number: number) => number.toLocaleString('en');
const inBoth = (name: (language: 'zh-CN' | 'en') => string) => `${name('zh-CN')} ${name('en')}`;
town.on('event', () => {
  written++;
});
town.on('notification', ({ reason, role = '' }) => {
  if (reason !== 'assigned') return;
  const who = inBoth((language) => roleTitle(role, language));
  console.log(`  ${who}: rings once, when ${count(come)} messages had come`);
});

const messageOf = ({ device, kind, on, at, n }: Word): IngestMessage => ({
  protocol: 'json',
  body: new TextEncoder().encode(JSON.stringify({ id: device, n, ts: at, kind, on })),
  receivedAt: at,
});

console.log('== Monday 2026-06-15, 14:00: the power dips');
const storm = shouts(devices.registry, Date.parse('2026-06-15T14:00+08:00'));
const withheld = new Map<string, number>();
for (let i = 0; i < storm.length; i += 250) {
  const together = storm.slice(i, i + 250);
  const answers = await Promise.all(together.map((word) => town.ingest(messageOf(word))));
  for (const one of answers.flatMap(({ transitions }) => transitions))
    if ('withheld' in one)
      withheld.set(one.signal.device, (withheld.get(one.signal.device) ?? 0) + 1);
  come += together.length;
  await town.idle();
}

const cases = town.cases.list();
console.log(`\n== ${count(come)} messages, ${count(written)} entries in the log`);
console.log(`${town.incidents()} incidents, ${cases.length} cases:`);
for (const { id, category } of cases) {
  const incident = await town.alarms.incident(id);
  const [first] = incident?.alarms ?? [];
  if (incident === undefined || first === undefined) continue;
  const { cause, place, alarms: members } = incident;
  const cell = cells.find(({ code }) => code === place);
  const what = inBoth((language) => kindName(first.kind, language));
  const alarms = `${count(members.length)} alarms within ${members.at(-1)?.leadMs} ms`;
  const opened = incident.cases.map(({ leadMs }) => `case ${category} after ${leadMs} ms`);
  console.log(
    `  ${cause}, ${cell?.name} ${cell?.nameEn}: ${what}, ${alarms}, ${opened.join(', ')}`,
  );
}

// The gate that flutters: from its fourth opening within a minute on the tracker withholds what it says.
for (const [gate, words] of withheld) console.log(`${gate} chatters: ${words} words withheld`);
await town.close();
