import { notDeepStrictEqual as differs, deepStrictEqual as equal, ok } from 'node:assert/strict';
import {
  actorId,
  type CommandMeta,
  checkStep,
  commandHandler,
  commandId,
  correlationId,
  fireDue,
  intakeCommandId,
  type Json,
  newThingId,
  partitionOf,
  runPolicy,
  type StreamId,
  step,
  streamId,
} from '@civigrid/kernel';
import { seededRandom } from '../seeded-random.ts';
import type { ContractCase, Make } from './contract.ts';
import { type OrderCommand, orders, policies, type TownOrder, tasks } from './model-town.ts';
import { type Life, life, mortal, type WorldPorts } from './mortal-ports.ts';
import { all, caseStream, digest, morning, someone, street, upTo } from './samples.ts';

const minute = 60_000;

/** What reaches the town from outside, and when its timers run; told again from the beginning to every new process. */
type Script = readonly (
  | { readonly message: string; readonly order: string; readonly command: OrderCommand }
  | { readonly tick: number }
)[];

function place(item: string, at: number): Script[number] {
  const command = { type: 'place', item, phone: `phone of ${item}`, at } as const;
  return { message: `place ${item}`, order: item, command };
}

function settle(item: string, at: number): Script[number] {
  return { message: `settle ${item}`, order: item, command: { type: 'settle', at } };
}

const script: Script = [
  place('bin', morning),
  place('cover', morning + 2 * minute),
  place('bin', morning),
  { tick: morning + 29 * minute },
  { tick: morning + 31 * minute },
  settle('bin', morning + 40 * minute),
  { tick: morning + 65 * minute },
  settle('cover', morning + 70 * minute),
  { tick: morning + 200 * minute },
];

/** How a process makes its ids, and how its clock and its leases go. */
interface Habits {
  readonly leaseMs: number;
  /** How much later every further life begins. */
  readonly pauseMs: number;
  /** The instant of a timer's command. */
  readonly firedAt: (due: number, now: number) => number;
  /** The command by which a policy's wish is carried out. */
  readonly commandFor: (meta: CommandMeta) => CommandMeta;
}

const derived: Habits = {
  leaseMs: 0,
  pauseMs: 0,
  firedAt: (_, now) => now,
  commandFor: (meta) => meta,
};

/** Every order is a community of its own; its tasks are born where it lies, so that their log is in order. */
const partition = (order: StreamId) => partitionOf(order, 4);

/** One process from its start to the end of the script, or to its death. */
async function live(ports: WorldPorts, mine: Life, habits: Habits, laterMs: number): Promise<void> {
  const { store, vault } = mortal(ports, mine);
  const handler = commandHandler({ store, vault, digest });

  async function perform(given: CommandMeta, order: TownOrder): Promise<void> {
    const meta = habits.commandFor(given);
    const { tenant, id, at } = meta;
    const stream =
      order.to === 'new task'
        ? streamId('incident', newThingId(tenant, id, 'task', at, digest))
        : order.stream;
    const born = order.to === 'new task' ? order.order : stream;
    const where = { stream, partition: partition(born) };
    if (order.to === 'order')
      await handler.handle(meta, [step({ handling: orders, command: order.command, ...where })]);
    else {
      const command =
        order.to === 'task' ? order.command : ({ type: 'open', order: order.order, at } as const);
      await handler.handle(meta, [step({ handling: tasks, command, ...where })]);
    }
  }

  const runs = policies.map((policy) =>
    runPolicy({
      store,
      progress: store.progress,
      tenant: street,
      from: 'start',
      policy,
      views: undefined,
      digest,
      perform: (meta, order) => mine.call(() => perform(meta, order)),
    }),
  );

  async function react(): Promise<void> {
    let handled: number;
    do {
      handled = 0;
      for (const run of runs) handled += await run.poll();
    } while (handled > 0);
  }

  async function tick(now: number): Promise<void> {
    const { deadlines } = store;
    const { leaseMs } = habits;
    await fireDue({
      deadlines,
      digest,
      tenant: street,
      now,
      leaseMs,
      fire: (deadline, id) =>
        mine.call(async () => {
          const { stream, due } = deadline;
          const at = habits.firedAt(due, now);
          const command = { type: 'wake', now, at } as const;
          const wake = step({ handling: tasks, stream, partition: partition(stream), command });
          const cover = caseStream('cover');
          const meta = { id, tenant: street, at, actor: actorId('timer') };
          await handler.handle(
            { ...meta, correlation: correlationId(stream) },
            [wake, checkStep(cover, partition(cover), 'exists')],
            { fired: deadline },
          );
        }),
    });
  }

  for (const part of script) {
    if ('tick' in part) await tick(part.tick + laterMs);
    else {
      const { message, order, command } = part;
      const stream = caseStream(order);
      const key = { source: 'hotline', message, at: command.at };
      const id = intakeCommandId(street, key, digest);
      const where = { stream, partition: partition(stream) };
      await handler.handle(
        { id, tenant: street, at: command.at, actor: someone, correlation: correlationId(order) },
        [step({ handling: orders, command, ...where })],
      );
    }
    await react();
  }
}

/** Lets process after process run, each dying at its point, until one reaches the end; gives the points that it passed. */
async function run(ports: WorldPorts, deaths: readonly number[], habits: Habits): Promise<number> {
  for (let lives = 0; ; lives++) {
    const mine = life(deaths[lives]);
    try {
      await live(ports, mine, habits, lives * habits.pauseMs);
      return mine.passed();
    } catch (error) {
      if (!mine.isDeath(error)) throw error;
    }
  }
}

type Ending = Readonly<Record<string, readonly Json[]>>;

/** Everything that is recorded in the end, by stream, with what the boxes hold; and what is still armed. */
async function ending({ store, vault }: WorldPorts): Promise<Ending> {
  const streams = new Map<string, Json[]>();
  for (const head of await store.heads(street))
    for await (const event of store.readLog(street, head.partition)) {
      const { tenant, stream, id, schema, type, data, version, at, actor, cause, command } = event;
      const context = { tenant, stream, event: id, schema };
      const opened: Json[] = [];
      for (const part of event.sealed ?? [])
        opened.push(await vault.open(part, context, { actor: someone, purpose: 'test' }));
      const told = [id, type, data, version, actor, cause ?? null, command, opened, at];
      streams.set(stream, [...(streams.get(stream) ?? []), told]);
    }
  return {
    ...Object.fromEntries(streams),
    armed: [(await store.deadlines.next(street)) ?? null],
  };
}

async function ended(
  make: Make<WorldPorts>,
  deaths: readonly number[],
  habits: Habits = derived,
): Promise<{ readonly ending: Ending; readonly points: number }> {
  const { port, close } = await make();
  try {
    const points = await run(port, deaths, habits);
    return { points, ending: await ending(port) };
  } finally {
    await close?.();
  }
}

const seed = 20_260_302;

/** Up to four deaths a run, each within the points that a life can have. */
function manyDeaths(runs: number, points: number): readonly (readonly number[])[] {
  const random = seededRandom(seed);
  return upTo(runs).map(() => upTo(1 + random.integer(4)).map(() => 1 + random.integer(points)));
}

const eventsOf = (town: Ending) =>
  Object.values(town).reduce((count, { length }) => count + length, 0) - 1;

/** How far the walk goes; a slow store takes fewer steps. */
export interface CrashWalkOptions {
  /** Dies once at every so many-th point; at each if left out. */
  readonly every?: number;
  /** How many runs die up to four times at random; 300 if left out. */
  readonly runs?: number;
}

/**
 * Walks a small town (commands, policies, timers, sealed parts) over a store and a vault, lets its process die
 * before and after every call of a port, and holds the end against that of a process which never died.
 * The last case is the control: the same deaths double events where ids are not derived.
 */
export function crashWalk(
  make: Make<WorldPorts>,
  { every = 1, runs = 300 }: CrashWalkOptions = {},
): readonly ContractCase[] {
  const fewer = Math.ceil(runs / 5);
  return [
    {
      name: 'the town without a crash: two orders, four tasks, their escalations, all settled',
      run: async () => {
        const { port, close } = await make();
        await run(port, [], derived);
        const types: string[] = [];
        for (const head of await port.store.heads(street))
          for (const { type } of await all(port.store.readLog(street, head.partition)))
            types.push(type);
        const count = (type: string) => types.filter((one) => one === type).length;
        equal(
          ['placed', 'assigned', 'warned', 'settled'].map((word) => count(`orders/${word}`)),
          [2, 4, 6, 2],
        );
        equal(
          ['opened', 'escalated', 'finished'].map((word) => count(`tasks/${word}`)),
          [4, 6, 4],
        );
        await close?.();
      },
    },
    {
      name: `a process that dies once, at whichever point${every === 1 ? '' : ` (one in ${every})`}, ends like one that never died`,
      run: async () => {
        const whole = await ended(make, []);
        ok(whole.points > 100, `only ${whole.points} points`);
        for (const point of upTo(whole.points).filter((n) => n % every === 0))
          equal((await ended(make, [point])).ending, whole.ending, `death at point ${point}`);
      },
    },
    {
      name: `${runs} processes that die up to four times end like one that never died (seed ${seed})`,
      run: async () => {
        const whole = await ended(make, []);
        for (const deaths of manyDeaths(runs, whole.points))
          equal((await ended(make, deaths)).ending, whole.ending, `deaths at ${deaths.join(', ')}`);
      },
    },
    {
      name: `where leases hold and time goes on between the lives, the end is the same (seed ${seed})`,
      run: async () => {
        const firedAt = (due: number) => due;
        const habits = { ...derived, firedAt, leaseMs: 30_000, pauseMs: 30_001 };
        const whole = await ended(make, [], habits);
        for (const deaths of manyDeaths(fewer, whole.points))
          equal(
            (await ended(make, deaths, habits)).ending,
            whole.ending,
            `deaths at ${deaths.join(', ')}`,
          );
      },
    },
    {
      name: `control: without derived ids the same deaths double what happens (seed ${seed})`,
      run: async () => {
        let made = 0;
        const commandFor = (meta: CommandMeta) => ({ ...meta, id: commandId(`counted-${++made}`) });
        const counted = { ...derived, commandFor };
        const whole = await ended(make, [], counted);
        let doubled = 0;
        for (const deaths of manyDeaths(fewer, whole.points)) {
          const { ending: town } = await ended(make, deaths, counted);
          if (eventsOf(town) > eventsOf(whole.ending)) doubled++;
        }
        ok(doubled > 0, 'The walk would not notice a doubled event.');
        differs(whole.ending, (await ended(make, [])).ending);
      },
    },
  ];
}
