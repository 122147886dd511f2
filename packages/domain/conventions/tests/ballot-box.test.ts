import {
  type BallotEntry,
  type BoxEntry,
  type BoxRules,
  mergeBoxes,
  readBox,
  type VoteRegister,
} from '@civigrid/conventions/ballots';
import { subjectRef } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const register: VoteRegister = {
  units: [
    { unit: 'u1', owner: subjectRef('A'), area: 9_000 },
    { unit: 'u2', owner: subjectRef('A'), area: 8_000 },
    { unit: 'u3', owner: subjectRef('B'), area: 7_000 },
    {
      unit: 'u4',
      owner: subjectRef('["C","D"]'),
      area: 6_000,
      coOwners: [subjectRef('C'), subjectRef('D')],
    },
  ],
};
const rules = (repeat: BoxRules['repeat'], more: Partial<BoxRules> = {}): BoxRules => ({
  register,
  repeat,
  ...more,
});

const ballot = (
  number: string,
  voter: string,
  choice: BallotEntry['choice'],
  more: Partial<BallotEntry> = {},
): BallotEntry => ({
  type: 'ballot',
  ballot: number,
  voter: subjectRef(voter),
  choice,
  channel: 'online',
  at: 100,
  ...more,
});

const anEntry: fc.Arbitrary<BoxEntry> = fc.oneof(
  fc
    .record({
      number: fc.constantFrom('n1', 'n2', 'n3', 'n4', 'n5', 'n6'),
      voter: fc.constantFrom('A', 'B', 'C', 'D', 'Z'),
      choice: fc.constantFrom('for' as const, 'against' as const, 'abstain' as const),
      channel: fc.constantFrom('online' as const, 'paper' as const),
      at: fc.constantFrom(1, 2, 3, 50),
    })
    .map(({ number, voter, choice, channel, at }) =>
      ballot(number, voter, choice, { channel, at }),
    ),
  fc
    .constantFrom('n1', 'n2', 'n3')
    .map((number) => ({ type: 'withdrawal', ballot: number }) as const),
  fc
    .constantFrom('n1', 'n2', 'n3')
    .map((number) => ({ type: 'strike', ballot: number, ground: 'unsigned' }) as const),
);
const aBox = fc.array(anEntry, { maxLength: 8 });

describe('boxes are merged', () => {
  test('in any order and grouping, and as often as one likes, with the same result', () => {
    fc.assert(
      fc.property(aBox, aBox, aBox, (a, b, c) => {
        const merged = mergeBoxes(a, b, c);
        expect(mergeBoxes(c, mergeBoxes(b, a))).toEqual(merged);
        expect(mergeBoxes(mergeBoxes(a, b), mergeBoxes(b, c))).toEqual(merged);
        expect(mergeBoxes(merged, merged)).toEqual(merged);
      }),
      { numRuns: 500 },
    );
  });

  test('and read alike whatever order the ballots came in', () => {
    const shuffled = aBox.chain((box) =>
      fc.tuple(
        fc.constant(box),
        fc.shuffledSubarray(box, { minLength: box.length, maxLength: box.length }),
        fc.constantFrom('first' as const, 'last' as const, 'paper-prevails' as const),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([box, other, repeat]) => {
        const options = rules(repeat, { opensAt: 1, closesAt: 10 });
        expect(readBox(options, other)).toEqual(readBox(options, box));
        expect(readBox(options, [...other, ...box])).toEqual(readBox(options, box));
      }),
      { numRuns: 1000 },
    );
  });

  test('every ballot either counts for a unit, was set aside by one that counts, or is spoilt', () => {
    fc.assert(
      fc.property(aBox, (box) => {
        const { units, conflicts, spoilt } = readBox(rules('last'), box);
        const numbers = new Set(box.flatMap((one) => (one.type === 'ballot' ? [one.ballot] : [])));
        const counted = new Set(conflicts.flatMap(({ counts, setAside }) => [counts, ...setAside]));
        const bad = new Set(spoilt.map((one) => one.ballot));
        for (const number of bad) expect(counted.has(number)).toBe(false);
        const left = Array.from(numbers).filter((one) => !bad.has(one) && !counted.has(one));
        expect(units.length).toBeGreaterThanOrEqual(left.length > 0 ? 1 : 0);
        expect(new Set(units.map(({ unit }) => unit)).size).toBe(units.length);
      }),
    );
  });
});

describe('of several ballots for a unit', () => {
  const online = ballot('n1', 'B', 'for', { at: 1 });
  const paper = ballot('n2', 'B', 'against', { at: 2, channel: 'paper' });
  const later = ballot('n3', 'B', 'abstain', { at: 3 });
  test.each([
    ['first', 'for', 'n1', ['n2', 'n3']],
    ['last', 'abstain', 'n3', ['n2', 'n1']],
    ['paper-prevails', 'against', 'n2', ['n3', 'n1']],
  ] as const)('%s: %s counts', (repeat, choice, counts, setAside) => {
    const { units, conflicts } = readBox(rules(repeat), [later, online, paper]);
    expect(units).toEqual([{ unit: 'u3', choice }]);
    expect(conflicts).toEqual([{ unit: 'u3', counts, setAside, differ: true }]);
  });

  test('two of one instant go by their numbers, and saying the same twice is no difference', () => {
    const same = [ballot('n2', 'B', 'for'), ballot('n1', 'B', 'for')];
    expect(readBox(rules('first'), same).conflicts).toEqual([
      { unit: 'u3', counts: 'n1', setAside: ['n2'], differ: false },
    ]);
  });

  test('co-owners who differ are a conflict of their unit', () => {
    const both = [ballot('n1', 'C', 'for', { at: 1 }), ballot('n2', 'D', 'against', { at: 2 })];
    expect(readBox(rules('first'), both)).toMatchObject({
      units: [{ unit: 'u4', choice: 'for' }],
      conflicts: [{ unit: 'u4', setAside: ['n2'], differ: true }],
    });
  });

  test('a ballot for one of two units leaves the other as it was', () => {
    const { units, conflicts } = readBox(rules('last'), [
      ballot('n1', 'A', 'for', { at: 1 }),
      ballot('n2', 'A', 'against', { at: 2, units: ['u2'] }),
    ]);
    expect(units).toEqual([
      { unit: 'u1', choice: 'for' },
      { unit: 'u2', choice: 'against' },
    ]);
    expect(conflicts).toEqual([{ unit: 'u2', counts: 'n2', setAside: ['n1'], differ: true }]);
  });
});

describe('a ballot is spoilt', () => {
  test.each([
    ['of a stranger', ballot('n', 'Z', 'for'), 'not-on-register'],
    ['for a unit of somebody else', ballot('n', 'B', 'for', { units: ['u1'] }), 'not-on-register'],
    ['for no unit', ballot('n', 'B', 'for', { units: [] }), 'not-on-register'],
    [
      'for a unit that is not there',
      ballot('n', 'B', 'for', { units: ['__proto__'] }),
      'unknown-unit',
    ],
    [
      'that says something else',
      { ...ballot('n', 'B', 'for'), choice: 'toString' } as unknown as BallotEntry,
      'unknown-choice',
    ],
    ['given too early', ballot('n', 'B', 'for', { at: 0 }), 'window-not-open'],
    ['given too late', ballot('n', 'B', 'for', { at: 201 }), 'window-over'],
    ['with another area', ballot('n', 'B', 'for', { area: 7_001 }), 'area-mismatch'],
    ['by a mandate that nobody gave', ballot('n', 'B', 'for', { mandate: 'm' }), 'no-mandate'],
  ])('%s', (_, entry, code) => {
    expect(readBox(rules('first', { opensAt: 1, closesAt: 200 }), [entry])).toEqual({
      units: [],
      persons: [],
      conflicts: [],
      spoilt: [{ ballot: 'n', code: `conventions/${code}` }],
    });
  });

  test('where two of them bear one number: nobody can tell which is the voter’s', () => {
    const two = [ballot('n', 'B', 'for'), ballot('n', 'B', 'against')];
    expect(readBox(rules('first'), two)).toMatchObject({
      units: [],
      spoilt: [{ ballot: 'n', code: 'conventions/ballot-reused' }],
    });
  });

  test('where it was taken back or declared void; another of the same voter then counts', () => {
    const entries: readonly BoxEntry[] = [
      ballot('n1', 'B', 'for', { at: 1 }),
      ballot('n2', 'B', 'against', { at: 2 }),
      ballot('n3', 'B', 'abstain', { at: 3 }),
      { type: 'withdrawal', ballot: 'n1' },
      { type: 'strike', ballot: 'n2', ground: 'unclear' },
      { type: 'strike', ballot: 'n2', ground: 'objection' },
      { type: 'strike', ballot: 'n9', ground: 'unclear' },
    ];
    expect(readBox(rules('first'), entries)).toMatchObject({
      units: [{ unit: 'u3', choice: 'abstain' }],
      conflicts: [],
      spoilt: [
        { ballot: 'n1', code: 'conventions/withdrawn' },
        { ballot: 'n2', code: 'conventions/struck', grounds: ['objection', 'unclear'] },
      ],
    });
  });

  test('where an agent votes otherwise than the mandate says, or after it was revoked', () => {
    const mandates = [
      {
        mandate: 'm',
        principal: subjectRef('B'),
        agent: subjectRef('A'),
        instruction: 'for',
        revokedAt: 150,
      },
    ] as const;
    const by = (number: string, choice: BallotEntry['choice'], at: number) =>
      ballot(number, 'B', choice, { mandate: 'm', at });
    const { units, spoilt } = readBox(rules('first', { mandates }), [
      by('n1', 'against', 100),
      by('n2', 'for', 151),
      by('n3', 'for', 150),
    ]);
    expect(units).toEqual([{ unit: 'u3', choice: 'for' }]);
    expect(spoilt.map(({ code }) => code)).toEqual([
      'conventions/against-instruction',
      'conventions/no-mandate',
    ]);
  });
});
