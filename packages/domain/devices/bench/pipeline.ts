import {
  alarmTracker,
  coreCodecs,
  type DeviceEvent,
  type DeviceMessage,
  deviceNormalizer,
  deviceRegistry,
} from '@civigrid/devices';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { printTable, type Target } from '../../../tools/testing/bench/report.ts';
import { type PeerStep, peerPipeline } from './peer-pipeline.ts';
import { registered, streetMix } from './street-mix.ts';
import { vendors } from './vendors.ts';

type Told = (type: string, conditionKey: string, at: number) => void;

/** What one contender told in one round: the whole story while it is compared, its sums while time is taken. */
interface Tally {
  steps: number;
  sum: number;
  story: string[] | undefined;
}

interface Contender {
  readonly name: string;
  readonly run: (messages: readonly DeviceMessage[]) => void;
  readonly tally?: Tally;
}

function tally(): { readonly sums: Tally; readonly told: Told } {
  const sums: Tally = { steps: 0, sum: 0, story: undefined };
  return {
    sums,
    told(type, conditionKey, at) {
      sums.steps++;
      sums.sum += at % 1_000_003;
      sums.story?.push(`${type} ${conditionKey} ${at}`);
    },
  };
}

const policy = { lateness: 0, kinds: {} };
const mappings = vendors.map(({ mapping }) => mapping);

/** The same codecs without their memory: every message through the bounded reader. */
const forgetful = coreCodecs.map(({ protocol, decode }) => ({ protocol, decode }));

function devicesOf(messages: readonly DeviceMessage[]) {
  const { normalize } = deviceNormalizer({ mappings });
  return deviceRegistry(
    registered(
      messages.flatMap((message) => normalize(message).events.map(({ device }) => device)),
    ),
  );
}

/** Follows an event with a tracker and tells what was raised and cleared. */
function tracking(told: Told): (event: DeviceEvent) => void {
  const tracker = alarmTracker(policy);
  return (event) => {
    for (const step of tracker.apply(event))
      if (step.type === 'raised' || step.type === 'cleared')
        told(step.type, step.conditionKey, step.at);
  };
}

function contenders(messages: readonly DeviceMessage[]) {
  const registry = devicesOf(messages);
  const strict = new TextDecoder('utf-8', { fatal: true });
  const viaDecoder = (bytes: Uint8Array) => strict.decode(bytes);
  const viaBuffer = ({ buffer, byteOffset, length }: Uint8Array) =>
    Buffer.from(buffer, byteOffset, length).toString();
  let kept: unknown;
  const each = (
    name: string,
    one: (message: DeviceMessage) => unknown,
    sums?: Tally,
  ): Contender => ({
    name,
    run(list) {
      for (const message of list) kept = one(message);
    },
    ...(sums === undefined ? {} : { tally: sums }),
  });
  const pipeline = (name: string, codecs: typeof coreCodecs) => {
    const { sums, told } = tally();
    const { normalize } = deviceNormalizer({ mappings, registry, codecs });
    const track = tracking(told);
    return each(
      name,
      (message) => {
        for (const event of normalize(message).events) track(event);
      },
      sums,
    );
  };
  const peer = (name: string, textOf: (bytes: Uint8Array) => string) => {
    const { sums, told } = tally();
    const tell = ({ type, conditionKey, at }: PeerStep) => told(type, conditionKey, at);
    return each(name, peerPipeline(vendors, textOf, tell), sums);
  };
  const stages = deviceNormalizer({ mappings, registry });
  const slow = deviceNormalizer({ mappings, registry, codecs: forgetful });
  return {
    parse: [
      each('JSON.parse, TextDecoder', ({ body }) => JSON.parse(viaDecoder(body))),
      each('JSON.parse, Buffer', ({ body }) => JSON.parse(viaBuffer(body))),
    ],
    ours: pipeline('bytes to tracked alarms', coreCodecs),
    peers: [
      peer('JSON.parse + zod + rxjs, TextDecoder', viaDecoder),
      peer('JSON.parse + zod + rxjs, Buffer', viaBuffer),
    ],
    stages: [
      each('stage: normalise', stages.normalize),
      each('stage: normalise without skeletons', slow.normalize),
    ],
    kept: () => kept,
  };
}

/** The tracker alone, over events that were made before the clock starts. */
function trackStage(messages: readonly DeviceMessage[]) {
  const { normalize } = deviceNormalizer({ mappings, registry: devicesOf(messages) });
  const track = tracking(() => undefined);
  return (list: readonly DeviceMessage[], untimed: number) => {
    const events = list.flatMap((message) => normalize(message).events);
    globalThis.gc?.();
    for (const event of events.slice(0, untimed)) track(event);
    const rest = events.slice(untimed);
    return milliseconds(() => {
      for (const event of rest) track(event);
    });
  };
}

/**
 * From bytes to validated, de-duplicated, alarm-tracked events: 12 categories, 5,000 devices, 8 % re-sends. Every round
 * brings new messages, the same to all; each contender keeps its state from round to round, as it does in a street.
 */
export const pipelineContest: HoldContest = (quick) => {
  const warm = quick ? 1 : 4;
  const rounds = quick ? 2 : 11;
  const size = quick ? 3_000 : 24_000;
  // Each turn begins with messages that are not timed: what a contender keeps is in the caches, as when it runs alone.
  const untimed = size / 3;
  const messages = streetMix({
    devices: 5_000,
    messages: (warm + rounds) * size,
    resends: 0.08,
    seed: 6,
  });
  const { parse, ours, peers, stages, kept } = contenders(messages);
  const track = trackStage(messages);
  const all = [...parse, ours, ...peers, ...stages];
  const times = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  const tracked: number[] = [];
  let different = 0;
  for (let round = 0; round < warm + rounds; round++) {
    const list = messages.slice(round * size, (round + 1) * size);
    const isTimed = round >= warm;
    for (const { tally: sums } of all)
      if (sums !== undefined) sums.story = isTimed ? undefined : [];
    for (let turn = 0; turn < all.length; turn++) {
      const contender = all[(round + turn) % all.length] as Contender;
      globalThis.gc?.({ type: 'minor', execution: 'sync' });
      contender.run(list.slice(0, untimed));
      const rest = list.slice(untimed);
      const took = milliseconds(() => contender.run(rest));
      if (isTimed) times.get(contender.name)?.push(took);
    }
    const trackedMs = track(list, untimed);
    if (isTimed) tracked.push(trackedMs);
    for (const { tally: sums } of peers)
      if (
        sums?.steps !== ours.tally?.steps ||
        sums?.sum !== ours.tally?.sum ||
        sums?.story?.join('\n') !== ours.tally?.story?.join('\n')
      )
        different++;
  }
  if (kept() === null) throw new Error('Nothing was read.');
  const medians = new Map(
    [...times].map(([name, took]) => [name, (median(took) * 1e6) / (size - untimed)] as const),
  );
  const best = (list: readonly Contender[]) =>
    Math.min(...list.map(({ name }) => medians.get(name) ?? Number.NaN));
  const base = best(parse);
  const mine = best([ours]);
  const theirs = best(peers);
  const trackNs = (median(tracked) * 1e6) / (size - untimed);
  const rows = [...medians, ['stage: track', trackNs] as const];
  const bytes = messages.reduce((sum, { body }) => sum + body.length, 0) / messages.length;
  printTable(
    `Pipeline: ${messages.length} messages of ${Math.round(bytes)} B, ${ours.tally?.steps} steps`,
    rows.map(([name, ns]) => [name, `${Math.round(ns)} ns`, `${(ns / base).toFixed(2)} x parse`]),
  );
  const targets: Target[] = [
    {
      what: 'bytes to tracked alarms',
      wanted: '<= 1.8 x JSON.parse (goal 1.6)',
      measured: `${(mine / base).toFixed(2)} x`,
      met: mine / base <= 1.8,
    },
    {
      what: 'JSON.parse + zod + rxjs',
      wanted: '>= 3.5 x ours',
      measured: `${(theirs / mine).toFixed(2)} x`,
      met: theirs / mine >= 3.5,
    },
    {
      what: 'rounds in which the peers told other steps',
      wanted: '0',
      measured: String(different),
      met: different === 0,
    },
  ];
  return {
    results: {
      messages: messages.length,
      bytes,
      steps: ours.tally?.steps,
      nanoseconds: Object.fromEntries(rows),
    },
    targets,
  };
};
