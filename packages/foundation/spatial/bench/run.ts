import { parseArgs } from 'node:util';
import { convert, convertMany, type Datum, distanceMetres, type Point } from '@civigrid/spatial';
import coordtransform from 'coordtransform';
import { alternate, type Contender, type Speed } from '../../../tools/testing/bench/alternate.ts';
import {
  printTable,
  printTargets,
  short,
  type Target,
  writeResults,
} from '../../../tools/testing/bench/report.ts';
import { randomFrom } from '../tests/random.ts';

/** gcoord checks its arguments unless it is told that this is no development; it reads that when it is loaded. */
process.env['NODE_ENV'] = 'production';
const { default: gcoord } = await import('gcoord');

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    rounds: { type: 'string', default: '11' },
    'run-ms': { type: 'string', default: '100' },
  },
});

/** The same places as pairs and as numbers in turn: everybody is asked in the form that it takes. */
interface Places {
  readonly pairs: readonly Point[];
  readonly flat: Float64Array;
}

type Shift = Contender<Places, Float64Array>;

/** Writes one answer after the other; each contender calls with a loop of its own, so that no call site is shared. */
function keep(answers: Float64Array, i: number, point: Point): void {
  answers[2 * i] = point[0];
  answers[2 * i + 1] = point[1];
}

const ours = (from: Datum, to: Datum): Shift => ({
  name: 'convert',
  ask({ pairs }, answers) {
    for (let i = 0; i < pairs.length; i++)
      keep(answers, i, convert<Datum, Datum>(pairs[i] as Point, from, to));
  },
});

const oursMany = (from: Datum, to: Datum): Shift => ({
  name: 'convertMany',
  ask({ flat }, answers) {
    convertMany(flat, from, to, answers);
  },
});

const theirs: Readonly<Record<string, Shift['ask']>> = {
  'WGS84 GCJ02'({ pairs }, answers) {
    for (let i = 0; i < pairs.length; i++) {
      const [lng, lat] = pairs[i] as Point;
      keep(answers, i, coordtransform.wgs84togcj02(lng, lat));
    }
  },
  'GCJ02 WGS84'({ pairs }, answers) {
    for (let i = 0; i < pairs.length; i++) {
      const [lng, lat] = pairs[i] as Point;
      keep(answers, i, coordtransform.gcj02towgs84(lng, lat));
    }
  },
  'GCJ02 BD09'({ pairs }, answers) {
    for (let i = 0; i < pairs.length; i++) {
      const [lng, lat] = pairs[i] as Point;
      keep(answers, i, coordtransform.gcj02tobd09(lng, lat));
    }
  },
  'BD09 GCJ02'({ pairs }, answers) {
    for (let i = 0; i < pairs.length; i++) {
      const [lng, lat] = pairs[i] as Point;
      keep(answers, i, coordtransform.bd09togcj02(lng, lat));
    }
  },
};

type Named = 'WGS84' | 'GCJ02' | 'BD09';

const gcoords = (from: Named, to: Named): Shift => {
  const [source, target] = [gcoord[from], gcoord[to]];
  return {
    name: 'gcoord',
    ask({ pairs }, answers) {
      for (let i = 0; i < pairs.length; i++) {
        const [lng, lat] = pairs[i] as Point;
        keep(answers, i, gcoord.transform([lng, lat], source, target) as [number, number]);
      }
    },
  };
};

function contendersOf(from: Named, to: Named): readonly Shift[] {
  const ask = theirs[`${from} ${to}`];
  return [
    ours(from, to),
    oursMany(from, to),
    ...(ask ? [{ name: 'coordtransform', ask }] : []),
    gcoords(from, to),
  ];
}

function answersOf({ ask }: Shift, { pairs, flat }: Places): Places {
  const answers = new Float64Array(flat.length);
  ask({ pairs, flat }, answers);
  return placesOf(answers);
}

function placesOf(flat: Float64Array): Places {
  const pairs = Array.from(
    { length: flat.length / 2 },
    (_, i): Point => [flat[2 * i] as number, flat[2 * i + 1] as number],
  );
  return { pairs, flat };
}

/** The greatest distance between two answers for one place, in metres. */
function farthest(a: Places, b: Places): number {
  return a.pairs.reduce(
    (most, point, i) => Math.max(most, distanceMetres(point, b.pairs[i] as Point)),
    0,
  );
}

const random = randomFrom(20);
/** On the mainland and in the sea beside it, where all three shift: coordtransform leaves off at 73.66° and 135.05°. */
const wgs84 = placesOf(
  Float64Array.from({ length: 400_000 }, (_, i) =>
    i % 2 === 0 ? 73.7 + 61.3 * random() : 18.2 + 35.3 * random(),
  ),
);
const gcj02 = answersOf(ours('WGS84', 'GCJ02'), wgs84);
const bd09 = answersOf(ours('GCJ02', 'BD09'), gcj02);
const steps = [
  ['WGS84', 'GCJ02', wgs84],
  ['GCJ02', 'BD09', gcj02],
  ['GCJ02', 'WGS84', gcj02],
  ['BD09', 'GCJ02', bd09],
] as const;

const results = steps.map(([from, to, places]) => {
  const contenders = contendersOf(from, to);
  const room = new Float64Array(places.flat.length);
  const speeds = alternate(
    contenders,
    (start, count) => {
      const flat = places.flat.subarray(2 * start, 2 * (start + count));
      const pairs = places.pairs.slice(start, start + count);
      return [{ pairs, flat }, room.subarray(0, 2 * count)] as const;
    },
    {
      questions: places.pairs.length,
      rounds: Number(values.rounds),
      runMs: Number(values['run-ms']),
    },
  );
  const reference = answersOf(ours(from, to), places);
  const errors = contenders.map((contender) => {
    const there = answersOf(contender, places);
    const [back] = contendersOf(to, from).filter(({ name }) => name === contender.name);
    return {
      name: contender.name,
      differsByMetres: farthest(reference, there),
      roundTripMetres: back ? farthest(places, answersOf(back, there)) : Number.NaN,
    };
  });
  return { from, to, speeds, errors };
});

for (const { from, to, speeds, errors } of results)
  printTable(`${from} to ${to}`, [
    ['', 'places/s', 'slowest', 'fastest', 'differs from convert', 'round trip'],
    ...speeds.map(({ name, perSecond, slowest, fastest }, i) => [
      name,
      short(perSecond),
      short(slowest),
      short(fastest),
      `${errors[i]?.differsByMetres.toExponential(1)} m`,
      `${errors[i]?.roundTripMetres.toExponential(1)} m`,
    ]),
  ]);

const speedOf = (speeds: readonly Speed[], name: string): number =>
  speeds.find((one) => one.name === name)?.perSecond ?? Number.NaN;

function forward(name: string): Target {
  const speeds = results[0]?.speeds ?? [];
  const times = speedOf(speeds, name) / speedOf(speeds, 'coordtransform');
  const what = `WGS84 to GCJ02, ${name}`;
  return { what, wanted: '≥ 2 × coordtransform', measured: `${short(times)} ×`, met: times >= 2 };
}

const worst = Math.max(
  ...results.flatMap(({ errors }) =>
    errors.flatMap(({ name, roundTripMetres }) =>
      name.startsWith('convert') ? [roundTripMetres] : [],
    ),
  ),
);
const targets: readonly Target[] = [
  forward('convert'),
  forward('convertMany'),
  {
    what: 'there and back, worst of all steps',
    wanted: '≤ 1 µm',
    measured: `${(worst * 1e6).toPrecision(2)} µm`,
    met: worst <= 1e-6,
  },
];
printTargets(targets);
writeResults({ places: wgs84.pairs.length, results, targets }, values.out);
