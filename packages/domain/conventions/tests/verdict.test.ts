import {
  type BodyCount,
  type Choice,
  choices,
  type OwnersRegister,
  type Rule,
  rule,
  type Threshold,
  type UnitBallot,
  verdict,
} from '@civigrid/conventions/statutes';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const asOf = '2026-11-21';
const ownersRules: readonly Rule[] = [
  rule('civil-code-278', { matter: 'convention', asOf }),
  rule('civil-code-278', { matter: 'reserve-fund.raise', asOf }),
  rule('civil-code-279', { asOf }),
  rule('property-regulation-12', { matter: 'other', asOf: '2020-06-01' }),
  rule('property-regulation-12', { matter: 'rebuild', asOf: '2020-06-01' }),
];
const bodyRules = [
  [rule('residents-representatives', { asOf }), 'members'],
  [rule('residents-meeting', { asOf }), 'households'],
  [rule('villagers-meeting', { asOf }), 'households'],
  [rule('residents-committee-recall', { asOf }), 'representatives'],
] as const;

const refusedWith = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  return 'nothing';
};

/** The law in big integers and plain loops: whether a closed vote of owners passes. */
function lawfullyPassed(one: Rule, { units }: OwnersRegister, ballots: readonly UnitBallot[]) {
  const choiceOf = new Map(ballots.map(({ unit, choice }) => [unit, choice]));
  const sum = (rows: OwnersRegister['units']): bigint =>
    rows.reduce((total, { area }) => total + BigInt(area), 0n);
  const owners = Array.from(new Set(units.map(({ owner }) => owner)));
  const cast = (owner: string): readonly Choice[] =>
    units.flatMap((row) => (row.owner === owner ? (choiceOf.get(row.unit) ?? []) : []));
  const area = {
    register: sum(units),
    part: sum(units.filter(({ unit }) => choiceOf.has(unit))),
    agreed: sum(units.filter(({ unit }) => choiceOf.get(unit) === 'for')),
  };
  const heads = {
    register: BigInt(owners.length),
    part: BigInt(owners.filter((owner) => cast(owner).length > 0).length),
    agreed: BigInt(
      owners.filter((owner) => cast(owner).length > 0 && cast(owner).every((c) => c === 'for'))
        .length,
    ),
  };
  const meets = (role: 'part' | 'agreed') => (share: Threshold) => {
    const track = share.track === 'area' ? area : heads;
    const whole = share.of === 'register' ? track.register : track.part;
    const [left, right] = [track[role] * BigInt(share.den), whole * BigInt(share.num)];
    return share.strict ? left > right : left >= right;
  };
  return one.quorum.every(meets('part')) && one.passing.every(meets('agreed'));
}

const aRegister = (most: number, largest: number): fc.Arbitrary<OwnersRegister> =>
  fc
    .array(
      fc.record({
        owner: fc.integer({ min: 1, max: 4 }),
        area: fc.integer({ min: 1, max: largest }),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((rows) => ({
      units: rows.map(({ owner, area }, i) => ({ unit: `u${i}`, owner: `o${owner}`, area })),
    }));

const someBallots = ({ units }: OwnersRegister): fc.Arbitrary<readonly UnitBallot[]> =>
  fc
    .tuple(...units.map(() => fc.constantFrom<Choice | 'none'>(...choices, 'none')))
    .map((picked) =>
      picked.flatMap((choice, i) => (choice === 'none' ? [] : [{ unit: `u${i}`, choice }])),
    );

const aVote = (most: number, largest: number) =>
  fc
    .tuple(fc.constantFrom(...ownersRules), aRegister(most, largest))
    .chain(([one, register]) =>
      fc.tuple(fc.constant(one), fc.constant(register), someBallots(register)),
    );

/** Every way in which the units that have not voted may still vote, or not. */
function* endings(open: readonly string[]): Generator<readonly UnitBallot[]> {
  const [unit, ...rest] = open;
  if (unit === undefined) return yield [];
  for (const ending of endings(rest)) {
    yield ending;
    for (const choice of choices) yield [{ unit, choice }, ...ending];
  }
}

describe('owners, by area and heads', () => {
  test('a closed vote ends as big integers say, up to areas near 2^53', () => {
    fc.assert(
      fc.property(aVote(7, 2 ** 50), ([one, register, ballots]) => {
        const { status } = verdict(one, register, ballots, { closed: true });
        expect(status === 'passed').toBe(lawfullyPassed(one, register, ballots));
      }),
      { numRuns: 1_000 },
    );
  });

  test('an open vote is decided exactly where every way of finishing ends alike', () => {
    fc.assert(
      fc.property(aVote(5, 4), ([one, register, ballots]) => {
        const done = new Set(ballots.map(({ unit }) => unit));
        const open = register.units.map(({ unit }) => unit).filter((unit) => !done.has(unit));
        const ends = new Set<boolean>();
        for (const ending of endings(open))
          ends.add(lawfullyPassed(one, register, [...ballots, ...ending]));
        const expected = ends.size === 2 ? 'open' : ends.has(true) ? 'passed' : 'failed';
        expect(verdict(one, register, ballots).status).toBe(expected);
      }),
      { numRuns: 600 },
    );
  });

  test('a ballot more in favour never turns a passed vote, and changing one to it never does', () => {
    fc.assert(
      fc.property(aVote(7, 9), fc.nat(), ([one, register, ballots], pick) => {
        const { unit } = register.units[pick % register.units.length] ?? { unit: '' };
        const more = [...ballots.filter((b) => b.unit !== unit), { unit, choice: 'for' as const }];
        const before = verdict(one, register, ballots, { closed: true });
        const after = verdict(one, register, more, { closed: true });
        if (before.status === 'passed') expect(after.status).toBe('passed');
        if (verdict(one, register, ballots).status === 'passed')
          expect(verdict(one, register, more).status).toBe('passed');
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is short is short by exactly that much', () => {
    fc.assert(
      fc.property(aVote(7, 9), ([one, register, ballots]) => {
        for (const track of verdict(one, register, ballots, { closed: true }).tracks) {
          const meets = (shares: readonly Threshold[], weight: number): boolean =>
            shares
              .filter((share) => share.track === track.name)
              .every(({ of, num, den, strict }) => {
                const whole = of === 'register' ? track.base : track.participated;
                return strict ? weight * den > whole * num : weight * den >= whole * num;
              });
          const least = (shares: readonly Threshold[], weight: number): number =>
            meets(shares, weight) ? 0 : 1 + least(shares, weight + 1);
          expect(track.quorumShortBy).toBe(least(one.quorum, track.participated));
          expect(track.passingShortBy).toBe(least(one.passing, track.for));
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the order of the ballots does not matter', () => {
    fc.assert(
      fc.property(
        aVote(7, 9).chain(([one, register, ballots]) =>
          fc.tuple(
            fc.constant([one, register, ballots] as const),
            fc.shuffledSubarray([...ballots], {
              minLength: ballots.length,
              maxLength: ballots.length,
            }),
          ),
        ),
        ([[one, register, ballots], shuffled]) => {
          const { status, tracks } = verdict(one, register, ballots);
          expect(verdict(one, register, shuffled)).toMatchObject({ status, tracks });
        },
      ),
    );
  });

  test('one square centimetre turns a verdict under the three quarters', () => {
    const special = rule('civil-code-278', { matter: 'rebuild', asOf });
    const vote = (area: number) =>
      verdict(
        special,
        {
          units: [
            { unit: 'a', owner: 'A', area },
            { unit: 'b', owner: 'B', area: 1 },
            { unit: 'c', owner: 'C', area: 1 },
            { unit: 'd', owner: 'D', area: 10_000 },
          ],
        },
        [
          { unit: 'a', choice: 'for' },
          { unit: 'b', choice: 'for' },
          { unit: 'c', choice: 'for' },
          { unit: 'd', choice: 'against' },
        ],
        { closed: true },
      );
    expect(vote(29_998).status).toBe('passed');
    expect(vote(29_997)).toMatchObject({
      status: 'failed',
      tracks: [{ passingShortBy: 1 }, { passingShortBy: 0 }],
    });
  });

  test('an owner of five units is one head with five areas', () => {
    const register = {
      units: [
        ...[1, 2, 3, 4, 5].map((n) => ({ unit: `u${n}`, owner: 'A', area: 100 })),
        { unit: 'b', owner: 'B', area: 100 },
        { unit: 'c', owner: 'C', area: 100 },
      ],
    };
    const ballots = register.units.map(({ unit, owner }) => ({
      unit,
      choice: owner === 'A' ? ('for' as const) : ('against' as const),
    }));
    expect(
      verdict(rule('civil-code-278', { matter: 'other', asOf }), register, ballots, {
        closed: true,
      }),
    ).toMatchObject({
      status: 'failed',
      tracks: [
        { name: 'area', base: 700, for: 500, passingShortBy: 0 },
        { name: 'heads', base: 3, for: 1, passingShortBy: 1 },
      ],
    });
  });

  test('a bad ballot is an issue and leaves the count as it was', () => {
    const register = {
      units: [
        { unit: '__proto__', owner: 'constructor', area: 100 },
        { unit: 'b', owner: 'B', area: 100 },
      ],
    };
    const one = rule('civil-code-278', { matter: 'other', asOf });
    const good: readonly UnitBallot[] = [
      { unit: '__proto__', choice: 'for' },
      { unit: 'b', choice: 'for' },
    ];
    const bad = [
      ...good,
      { unit: 'c', choice: 'against' },
      { unit: 'b', choice: 'against' },
    ] as const;
    const unread = JSON.parse('[{"unit":"b","choice":"maybe"}]') as readonly UnitBallot[];
    const { tracks, issues } = verdict(one, register, [...bad, ...unread], { closed: true });
    expect(tracks).toEqual(verdict(one, register, good, { closed: true }).tracks);
    expect(issues).toEqual([
      { code: 'conventions/unknown-unit', row: 2 },
      { code: 'conventions/cast-twice', row: 3 },
      { code: 'conventions/unknown-choice', row: 4 },
    ]);
  });

  test('an owner who votes differently for two units takes part, agrees to nothing as a head, and is listed', () => {
    const register = {
      units: [
        { unit: 'a', owner: 'A', area: 100 },
        { unit: 'b', owner: 'A', area: 200 },
      ],
    };
    expect(
      verdict(rule('civil-code-278', { matter: 'other', asOf }), register, [
        { unit: 'a', choice: 'for' },
        { unit: 'b', choice: 'against' },
      ]),
    ).toMatchObject({
      status: 'failed',
      tracks: [
        { participated: 300, for: 100 },
        { participated: 1, for: 0 },
      ],
      issues: [{ code: 'conventions/split-vote', row: 1 }],
    });
  });

  test('a register that nothing can be counted on is refused', () => {
    const one = rule('civil-code-278', { matter: 'other', asOf });
    const unit = { unit: 'a', owner: 'A', area: 100 };
    for (const units of [
      [],
      [unit, unit],
      [{ ...unit, area: -1 }],
      [{ ...unit, area: 0.5 }],
      [{ ...unit, area: 0 }],
      [
        { ...unit, area: 2 ** 53 - 1 },
        { ...unit, unit: 'b' },
      ],
    ])
      expect(refusedWith(() => verdict(one, { units }, []))).toBe('conventions/invalid-register');
  });
});

describe('a body of persons', () => {
  const lawful = (one: Rule, body: string, size: number, count: BodyCount): boolean => {
    const cast = count.for + count.against + count.abstain;
    const part = one.passing[0]?.of === 'cast' ? cast : count.present;
    const meets = (weight: number, whole: number, { num, den, strict }: Threshold): boolean =>
      strict ? weight * den > whole * num : weight * den >= whole * num;
    return (
      one.quorum
        .filter(({ bodies }) => bodies?.some((known) => known === body) === true)
        .every((share) => meets(part, size, share)) &&
      one.passing.every((share) => meets(count.for, part, share))
    );
  };
  const counts = function* (size: number): Generator<BodyCount> {
    for (let present = 0; present <= size; present++)
      for (let yes = 0; yes <= present; yes++)
        for (let no = 0; yes + no <= present; no++)
          for (let blank = 0; yes + no + blank <= present; blank++)
            yield { present, for: yes, against: no, abstain: blank };
  };

  const follows = (end: BodyCount, count: BodyCount): boolean =>
    end.present >= count.present &&
    end.for >= count.for &&
    end.against >= count.against &&
    end.abstain >= count.abstain;

  const ending = (passed: readonly boolean[]): string =>
    passed.every(Boolean) ? 'passed' : passed.some(Boolean) ? 'open' : 'failed';

  test.each(bodyRules)('every count of every body up to six, closed and open: %#', (one, body) => {
    const every = [1, 2, 3, 4, 5, 6].flatMap((size) =>
      Array.from(counts(size), (count) => ({ size, count })),
    );
    const expected = every.map(({ size, count }) => ({
      size,
      count,
      open: ending(
        every
          .filter((end) => end.size === size && follows(end.count, count))
          .map((end) => lawful(one, body, size, end.count)),
      ),
      closed: lawful(one, body, size, count) ? 'passed' : 'failed',
    }));
    const told = every.map(({ size, count }) => ({
      size,
      count,
      open: verdict(one, { body, size }, count).status,
      closed: verdict(one, { body, size }, count, { closed: true }).status,
    }));
    expect(told).toEqual(expected);
    expect(told).toHaveLength(461);
  });

  test('abstaining counts against: the law asks for more than half of those present', () => {
    const one = rule('residents-representatives', { asOf });
    const at = (yes: number, blank: number) =>
      verdict(
        one,
        { body: 'members', size: 30 },
        { present: 20, for: yes, against: 0, abstain: blank },
        { closed: true },
      );
    expect(at(10, 10)).toMatchObject({ status: 'failed', tracks: [{ passingShortBy: 1 }] });
    expect(at(11, 9).status).toBe('passed');
  });

  test('a body that the rule does not know, and counts that cannot be, are refused', () => {
    const one = rule('residents-representatives', { asOf });
    const none = { present: 0, for: 0, against: 0, abstain: 0 };
    expect(refusedWith(() => verdict(one, { body: 'adults', size: 3 }, none))).toBe(
      'conventions/wrong-register',
    );
    expect(refusedWith(() => verdict(one, { units: [] }, []))).toBe('conventions/wrong-register');
    expect(refusedWith(() => verdict(one, { body: 'members', size: 0 }, none))).toBe(
      'conventions/invalid-register',
    );
    for (const count of [
      { ...none, present: 4 },
      { ...none, present: 1, for: 2 },
      { ...none, present: 2, for: 3, against: -1 },
      { ...none, present: 1.5 },
    ])
      expect(refusedWith(() => verdict(one, { body: 'members', size: 3 }, count))).toBe(
        'conventions/invalid-count',
      );
  });
});

test('a verdict cites law, article, quote and hash', () => {
  const { citations, statutes } = verdict(
    rule('residents-representatives', { matter: 'convention', asOf }),
    { body: 'members', size: 35 },
    { present: 31, for: 31, against: 0, abstain: 0 },
  );
  expect(statutes).toEqual(['residents-2026-29', 'residents-2026-30']);
  expect(citations[0]).toEqual({
    law: '城市居民委员会组织法',
    article: '第二十九条',
    quote:
      '居民代表会议应当有三分之二以上的组成人员参加方可召开。居民代表会议所作决定，应当经到会组成人员的过半数通过。',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});
