import { type Decider, DomainError, type Fact, subjectRef } from '@civigrid/kernel';
import { specification } from '@civigrid/testing';
import { expect, test } from 'vitest';

type Counted = Fact & { readonly data: { readonly by: number } };
type Count = { readonly type: 'count'; readonly by: number };
interface Counter {
  readonly total: number;
  readonly versions: readonly number[];
  readonly times: readonly number[];
  readonly boxes: number;
}

const counter: Decider<Counter, Count, Counted> = {
  initial: { total: 0, versions: [], times: [], boxes: 0 },
  decide({ by }, { total }) {
    if (total + by > 10) throw new DomainError('counter/full', 'It is full.');
    return by === 0 ? [] : [{ type: 'counter/counted', schema: 1, data: { by } }];
  },
  evolve: (state, { data, version, at, sealed }) => ({
    total: state.total + data.by,
    versions: [...state.versions, version],
    times: [...state.times, at],
    boxes: state.boxes + (sealed?.length ?? 0),
  }),
};
const counted = (by: number): Counted => ({ type: 'counter/counted', schema: 1, data: { by } });
const { given } = specification(counter);
const count = (by: number): Count => ({ type: 'count', by });

test('a story that comes true says nothing', () => {
  given([])
    .when(count(3))
    .then([counted(3)]);
  given([counted(4)])
    .when(count(0))
    .then([]);
  given([counted(8)])
    .when(count(3))
    .refuses('counter/full');
});

test('other facts than expected are shown line by line', () => {
  const wrong = () =>
    given([])
      .when(count(3))
      .then([counted(4)]);
  expect(wrong).toThrow(/- {7}"by": 4\n\+ {7}"by": 3/);
});

test('facts where a refusal was expected are told, and so is another code', () => {
  expect(() => given([]).when(count(3)).refuses('counter/full')).toThrow(/no refusal.*"by": 3/s);
  expect(() =>
    given([counted(9)])
      .when(count(3))
      .refuses('counter/closed'),
  ).toThrow('Expected a refusal with counter/closed, found counter/full.');
});

test('given facts have versions, times a minute apart, and boxes in place of what is personal', () => {
  const personal = [{ subject: subjectRef('s'), purpose: 'name', value: 'x' }];
  const state = given([counted(1), { ...counted(2), personal }, { ...counted(1), at: 5 }]).state();
  const start = Date.UTC(2026, 5, 15);
  expect(state).toEqual({
    total: 4,
    versions: [1, 2, 3],
    times: [start, start + 60_000, 5],
    boxes: 1,
  });
});

test('a decider that looks at chance is found out', () => {
  let chance = 0;
  const moody = { ...counter, decide: () => [counted(++chance)] };
  expect(() =>
    specification(moody)
      .given([])
      .when(count(1))
      .then([counted(1)]),
  ).toThrow('decided in two ways');
});

test('a bug inside a decider goes on its way', () => {
  const broken: typeof counter = {
    ...counter,
    decide() {
      throw new TypeError('a bug');
    },
  };
  expect(() => specification(broken).given([]).when(count(1)).refuses('counter/full')).toThrow(
    TypeError,
  );
});

test('a decider that changes its state, its facts or its command is found out', () => {
  interface Hoard {
    readonly list: number[];
    readonly byNumber: Map<number, { by: number }>;
  }
  const clean: Decider<Hoard, Count, Counted> = {
    initial: { list: [], byNumber: new Map() },
    decide: ({ by }) => [counted(by)],
    evolve: ({ list, byNumber }, { data, version }) => ({
      list: [...list, data.by],
      byNumber: new Map(byNumber).set(version, { by: data.by }),
    }),
  };
  const told = (decider: Partial<typeof clean>) => () =>
    specification({ ...clean, ...decider })
      .given([counted(1), counted(2)])
      .when(count(3))
      .then([counted(3)]);
  expect(told({})).not.toThrow();
  const changes: Partial<typeof clean>[] = [
    {
      evolve: (state, { data }) => {
        state.list.push(data.by);
        return state;
      },
    },
    {
      evolve: (state, { version, data }) => {
        state.byNumber.set(version, data);
        return state;
      },
    },
    { evolve: (state, { data }) => Object.assign(data, { by: 0 }) && state },
    {
      decide: ({ by }, { list }) => {
        list.sort();
        return [counted(by)];
      },
    },
    {
      decide: ({ by }, { byNumber }) => {
        for (const one of byNumber.values()) one.by = 0;
        return [counted(by)];
      },
    },
    { decide: (command) => [counted(Object.assign(command, { by: 3 }).by)] },
  ];
  for (const change of changes) expect(told(change)).toThrow(TypeError);
  expect(clean.initial).toEqual({ list: [], byNumber: new Map() });
});

test('a state may hold bytes and lead back to itself', () => {
  interface Ring {
    readonly bytes: Uint8Array;
    readonly self?: Ring;
  }
  const ring: { bytes: Uint8Array; self?: Ring } = { bytes: new Uint8Array([1]) };
  ring.self = ring;
  const decider: Decider<Ring, Count, Counted> = {
    initial: ring,
    decide: (_, { bytes, self }) => (self?.bytes === bytes ? [counted(bytes.length)] : []),
    evolve: (state) => state,
  };
  specification(decider)
    .given([counted(1)])
    .when(count(1))
    .then([counted(1)]);
});
