import { isDeepStrictEqual, parseArgs } from 'node:util';
import { readJson, readXml } from '@civigrid/guard';
import { parse } from 'secure-json-parse';
import { alternate, type Contender, type Speed } from '../../../tools/testing/bench/alternate.ts';
import {
  printTable,
  printTargets,
  short,
  type Target,
  writeResults,
} from '../../../tools/testing/bench/report.ts';
import { jsonSamples, type Sample, xmlSamples } from './documents.ts';
import { guardedSaxes } from './guarded-saxes.ts';
import { hazards } from './hazards.ts';

const { values } = parseArgs({
  options: { out: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const timing = values.quick ? { rounds: 5, runMs: 30 } : { rounds: 15, runMs: 100 };

type Reader = Contender<readonly Uint8Array[], unknown[]>;

const contender = (name: string, read: (bytes: Uint8Array) => unknown): Reader => ({
  name,
  ask(documents, answers) {
    for (let i = 0; i < documents.length; i++) answers[i] = read(documents[i] as Uint8Array);
  },
});

const decoder = new TextDecoder('utf-8', { fatal: true });

const json: readonly Reader[] = [
  contender('readJson', (bytes) => {
    const result = readJson(bytes);
    return result.ok ? result.value : undefined;
  }),
  contender('JSON.parse', (bytes) => JSON.parse(decoder.decode(bytes))),
  contender('secure-json-parse', (bytes) => parse(decoder.decode(bytes))),
];

const xml: readonly Reader[] = [
  contender('readXml', (bytes) => {
    const result = readXml(bytes);
    return result.ok ? result.value : undefined;
  }),
  contender('guarded saxes', guardedSaxes),
];

/** A tree without regard to prototypes, which the contenders are free to have. */
const comparable = (answers: readonly unknown[]): unknown => structuredClone(answers.slice(0, 200));

/** Whether all readers gave the same answers to the first documents. */
function agree(readers: readonly Reader[], documents: readonly Uint8Array[]): boolean {
  const answers = readers.map((reader) => {
    const given: unknown[] = [];
    reader.ask(documents.slice(0, 200), given);
    return comparable(given);
  });
  return answers.every((each) => isDeepStrictEqual(each, answers[0]));
}

interface Held {
  readonly sample: string;
  readonly same: boolean;
  readonly speeds: readonly Speed[];
  /** Time of the first reader by the time of the second. */
  readonly times: number;
}

function held(readers: readonly Reader[], { name, documents }: Sample): Held {
  const questions = 5_000;
  const list = Array.from({ length: questions }, (_, i) => documents[i % documents.length]).filter(
    (each) => each !== undefined,
  );
  const speeds = alternate(
    readers,
    (start, count) => [list.slice(start, start + count), new Array<unknown>(count)],
    { questions, ...timing },
  );
  const [ours, peer] = speeds;
  const times = (peer?.perSecond ?? Number.NaN) / (ours?.perSecond ?? Number.NaN);
  const same = agree(readers, documents);
  printTable(`${name}${same ? '' : ': NOT the same answers'}`, [
    ['', 'a second', 'slowest', 'fastest', 'time'],
    ...speeds.map((speed) => [
      speed.name,
      short(speed.perSecond),
      short(speed.slowest),
      short(speed.fastest),
      `${((peer?.perSecond ?? Number.NaN) / speed.perSecond).toFixed(2)} ×`,
    ]),
  ]);
  return { sample: name, same, speeds, times };
}

/** How many hazards a reader refuses, by an answer or by a throw. */
function refused({ ask }: Reader): number {
  return [...hazards.values()].filter((bytes) => {
    const answers: unknown[] = [];
    try {
      ask([bytes], answers);
    } catch {
      return true;
    }
    return answers[0] === undefined;
  }).length;
}

const refusals = json.map((reader) => ({ name: reader.name, refused: refused(reader) }));
printTable(
  `Hazards refused, of ${hazards.size}`,
  refusals.map((each) => [each.name, String(each.refused)]),
);

const jsonHeld = jsonSamples.map((sample) => held(json, sample));
const xmlHeld = xmlSamples.map((sample) => held(xml, sample));

const targets = (reader: string, most: number, peer: string, all: readonly Held[]): Target[] =>
  all.map(({ sample, same, times }) => ({
    what: `${reader}, ${sample}`,
    wanted: `≤ ${most.toFixed(1)} × ${peer}`,
    measured: `${times.toFixed(2)} ×${same ? '' : ', but NOT the same answers'}`,
    met: same && times <= most,
  }));

printTargets([
  {
    what: 'readJson, hazards refused',
    wanted: '13 of 13',
    measured: `${refusals[0]?.refused} of ${hazards.size}`,
    met: refusals[0]?.refused === 13,
  },
  ...targets('readJson', 1.7, 'JSON.parse', jsonHeld),
  ...targets('readXml', 1, 'guarded saxes', xmlHeld),
]);
writeResults({ refusals, json: jsonHeld, xml: xmlHeld }, values.out);
