import { judgeOwners, liveVerdict, ownersTally } from '@civigrid/conventions/ballots';
import {
  type Choice,
  choices,
  type OwnersRegister,
  type OwnersRule,
  type Rule,
  rule,
  type Threshold,
  type UnitBallot,
  verdict,
} from '@civigrid/conventions/statutes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const asOf = '2026-11-21';
function ofOwners(found: Rule): OwnersRule {
  if (found.electorate !== 'owners') throw new Error('Not a rule of owners.');
  return found;
}
const special = ofOwners(rule('civil-code-278', { matter: 'rebuild', asOf }));
const rules: readonly OwnersRule[] = [
  ofOwners(rule('civil-code-278', { matter: 'convention', asOf })),
  special,
  ofOwners(rule('civil-code-279', { asOf })),
  ofOwners(rule('property-regulation-12', { matter: 'other', asOf: '2020-06-01' })),
  ofOwners(rule('property-regulation-12', { matter: 'rebuild', asOf: '2020-06-01' })),
];
const splits = ['no-agreement', 'larger-area'] as const;
type Split = (typeof splits)[number];

/** Weights of one track in big integers. */
interface Track {
  readonly register: bigint;
  readonly part: bigint;
  readonly agreed: bigint;
}

/** The law over plain lists and big integers: whether a closed vote passes. */
function lawful(
  one: Rule,
  { units }: OwnersRegister,
  choiceOf: ReadonlyMap<string, Choice>,
  split: Split,
): boolean {
  const area = (rows: OwnersRegister['units']): bigint =>
    rows.reduce((sum, row) => sum + BigInt(row.area), 0n);
  const cast = units.filter(({ unit }) => choiceOf.has(unit));
  const agreed = cast.filter(({ unit }) => choiceOf.get(unit) === 'for');
  const owners = Array.from(new Set(units.map(({ owner }) => owner)));
  const of = (rows: OwnersRegister['units'], owner: string) =>
    rows.filter((row) => row.owner === owner);
  const agrees = (owner: string): boolean => {
    const [mine, yes] = [of(cast, owner), of(agreed, owner)];
    if (mine.length > 0 && mine.length === yes.length) return true;
    return split === 'larger-area' && 2n * area(yes) > area(mine);
  };
  const tracks: Readonly<Record<'area' | 'heads', Track>> = {
    area: { register: area(units), part: area(cast), agreed: area(agreed) },
    heads: {
      register: BigInt(owners.length),
      part: BigInt(owners.filter((owner) => of(cast, owner).length > 0).length),
      agreed: BigInt(owners.filter(agrees).length),
    },
  };
  const meets = (role: 'part' | 'agreed') => (share: Threshold) => {
    const track = tracks[share.track];
    const whole = share.of === 'register' ? track.register : track.part;
    const [left, right] = [track[role] * BigInt(share.den), whole * BigInt(share.num)];
    return share.strict ? left > right : left >= right;
  };
  return one.quorum.every(meets('part')) && one.passing.every(meets('agreed'));
}

const owners = (areas: readonly number[]): OwnersRegister => ({
  units: areas.map((area, i) => ({ unit: `u${i}`, owner: `o${i}`, area })),
});

const packed = (register: OwnersRegister, ballots: readonly UnitBallot[]): Uint8Array => {
  const codes = { for: 1, against: 2, abstain: 3 } as const;
  const said = new Map(ballots.map(({ unit, choice }) => [unit, codes[choice]]));
  return Uint8Array.from(register.units, ({ unit }) => said.get(unit) ?? 0);
};

/** How many of `count` equal owners say what: for, against, abstaining, nothing. */
function* sharesOf(count: number): Generator<readonly [number, number, number]> {
  for (let yes = 0; yes <= count; yes++)
    for (let no = 0; yes + no <= count; no++)
      for (let blank = 0; yes + no + blank <= count; blank++) yield [yes, no, blank];
}

describe('every register of up to twelve owners of one or two square metres, and every set of ballots', () => {
  // Owners of the same area may be exchanged: what counts is how many of each say what.
  test.each(rules.map((one) => ({ id: `${one.id} ${one.matter ?? ''}`, one })))(
    '$id',
    ({ one }) => {
      let wrong = 0;
      let asked = 0;
      for (let size = 1; size <= 12; size++)
        for (let small = 0; small <= size; small++) {
          const areas = Array.from({ length: size }, (_, i) => (i < small ? 100 : 200));
          const tally = ownersTally(owners(areas));
          const choiceCodes = new Uint8Array(size);
          for (const a of sharesOf(small))
            for (const b of sharesOf(size - small)) {
              choiceCodes.fill(0);
              fill(choiceCodes, 0, a);
              fill(choiceCodes, small, b);
              const { status } = judgeOwners(one, tally, tally.count(choiceCodes), {
                closed: true,
              });
              asked++;
              if ((status === 'passed') !== passes(one, size, small, a, b)) wrong++;
            }
        }
      expect(asked).toBe(125_969);
      expect(wrong).toBe(0);
    },
  );

  function fill(
    codes: Uint8Array,
    from: number,
    [yes, no, blank]: readonly number[] & { 0: number; 1: number; 2: number },
  ): void {
    codes.fill(1, from, from + yes);
    codes.fill(2, from + yes, from + yes + no);
    codes.fill(3, from + yes + no, from + yes + no + blank);
  }

  /** The law on numbers alone. */
  function passes(
    one: Rule,
    size: number,
    small: number,
    a: readonly [number, number, number],
    b: readonly [number, number, number],
  ): boolean {
    const cast = (counts: readonly number[]) => counts.reduce((sum, n) => sum + n, 0);
    const tracks = {
      area: {
        register: BigInt(small * 100 + (size - small) * 200),
        part: BigInt(cast(a) * 100 + cast(b) * 200),
        agreed: BigInt(a[0] * 100 + b[0] * 200),
      },
      heads: {
        register: BigInt(size),
        part: BigInt(cast(a) + cast(b)),
        agreed: BigInt(a[0] + b[0]),
      },
    };
    const meets = (role: 'part' | 'agreed') => (share: Threshold) => {
      const track = tracks[share.track];
      const whole = share.of === 'register' ? track.register : track.part;
      const [left, right] = [track[role] * BigInt(share.den), whole * BigInt(share.num)];
      return share.strict ? left > right : left >= right;
    };
    return one.quorum.every(meets('part')) && one.passing.every(meets('agreed'));
  }
});

const aRegister = fc
  .array(fc.record({ owner: fc.nat(4), area: fc.integer({ min: 0, max: 9 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .filter((rows) => rows.some(({ area }) => area > 0))
  .map((rows) => ({
    units: rows.map(({ owner, area }, i) => ({ unit: `u${i}`, owner: `o${owner}`, area })),
  }));

const aVote = fc.record({
  one: fc.constantFrom(...rules),
  split: fc.constantFrom(...splits),
  register: aRegister,
  said: fc.array(fc.option(fc.constantFrom(...choices)), { minLength: 12, maxLength: 12 }),
});

const ballotsOf = ({ units }: OwnersRegister, said: readonly (Choice | null)[]) =>
  units.flatMap(({ unit }, i): readonly UnitBallot[] => {
    const choice = said[i] ?? null;
    return choice === null ? [] : [{ unit, choice }];
  });

describe('owners of several units', () => {
  test('packed and plain count as the law does over big integers, whatever becomes of split heads', () => {
    fc.assert(
      fc.property(aVote, ({ one, split, register, said }) => {
        const ballots = ballotsOf(register, said);
        const tally = ownersTally(register, split);
        const sum = tally.count(packed(register, ballots));
        const expected = lawful(
          one,
          register,
          new Map(ballots.map(({ unit, choice }) => [unit, choice])),
          split,
        );
        const wanted = expected ? 'passed' : 'failed';
        expect(judgeOwners(one, tally, sum, { closed: true }).status).toBe(wanted);
        expect(verdict(one, register, ballots, { closed: true, split }).status).toBe(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  test('while votes come in: open exactly where the ways of finishing differ', () => {
    const small = aVote.map((vote) => ({
      ...vote,
      register: { units: vote.register.units.slice(0, 5) },
    }));
    fc.assert(
      fc.property(
        small.filter(({ register }) => register.units.some(({ area }) => area > 0)),
        ({ one, split, register, said }) => {
          const ballots = ballotsOf(register, said);
          const cast = new Map(ballots.map(({ unit, choice }) => [unit, choice]));
          const rest = register.units.filter(({ unit }) => !cast.has(unit));
          const ends = new Set<boolean>();
          const finish = (i: number, end: ReadonlyMap<string, Choice>): void => {
            const next = rest[i];
            if (next === undefined) {
              ends.add(lawful(one, register, end, split));
              return;
            }
            finish(i + 1, end);
            for (const choice of choices) finish(i + 1, new Map([...end, [next.unit, choice]]));
          };
          finish(0, cast);
          const wanted = ends.size === 2 ? 'open' : ends.has(true) ? 'passed' : 'failed';
          expect(verdict(one, register, ballots, { split }).status).toBe(wanted);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('the live verdict is that of all its ballots after each of them, changed and taken back', () => {
    const steps = fc.array(fc.tuple(fc.nat(11), fc.option(fc.constantFrom(...choices))), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(aVote, steps, ({ one, split, register }, moves) => {
        const live = liveVerdict(one, register, { split });
        const said = new Map<string, Choice>();
        for (const [at, choice] of moves) {
          const row = at % register.units.length;
          const unit = `u${row}`;
          if (choice === null) said.delete(unit);
          else said.set(unit, choice);
          const status = live.cast(row, choice ?? undefined);
          const ballots = Array.from(said, ([named, own]) => ({ unit: named, choice: own }));
          const whole = verdict(one, register, ballots, { split });
          expect(status).toBe(whole.status);
          expect(live.verdict().tracks).toEqual(whole.tracks);
          expect(live.verdict({ closed: true }).rounding).toEqual(
            verdict(one, register, ballots, { split, closed: true }).rounding,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a row that there is none of, and what is no choice, are refused', () => {
    const live = liveVerdict(special, owners([100]));
    expect(() => live.cast(1, 'for')).toThrow(
      expect.objectContaining({ code: 'conventions/unknown-unit' }),
    );
    expect(() => live.cast(0, '__proto__' as Choice)).toThrow(
      expect.objectContaining({ code: 'conventions/unknown-choice' }),
    );
    expect(live.row('u0')).toBe(0);
    expect(live.row('__proto__')).toBeUndefined();
  });
});

describe('rounding of registered areas', () => {
  /** Every way of moving each unit by half of 0.01 m² down or up, in half hundredths. */
  function* moved(areas: readonly number[]): Generator<readonly number[]> {
    const [area, ...rest] = areas;
    if (area === undefined) return yield [];
    for (const others of moved(rest)) for (const by of [-1, 1]) yield [2 * area + by, ...others];
  }

  test('a verdict is certain exactly where no rounding could have turned a share', () => {
    const vote = fc.record({
      one: fc.constantFrom(
        ...rules.filter(({ passing }) => passing.some(({ track }) => track === 'area')),
      ),
      areas: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
      said: fc.array(fc.option(fc.constantFrom(...choices)), { minLength: 6, maxLength: 6 }),
    });
    fc.assert(
      fc.property(vote, ({ one, areas, said }) => {
        const register = owners(areas);
        const { rounding } = verdict(one, register, ballotsOf(register, said), { closed: true });
        const shares = [...one.quorum, ...one.passing].filter(({ track }) => track === 'area');
        const met = (own: readonly number[], role: 'quorum' | 'passing', share: Threshold) => {
          const of = (test: (choice: Choice | null) => boolean) =>
            own.reduce((sum, area, i) => (test(said[i] ?? null) ? sum + area : sum), 0);
          const part = role === 'quorum' ? of((c) => c !== null) : of((c) => c === 'for');
          const whole = share.of === 'register' ? of(() => true) : of((c) => c !== null);
          return share.strict
            ? part * share.den > whole * share.num
            : part * share.den >= whole * share.num;
        };
        const ways = Array.from(moved(areas));
        const expected = shares.map((share, i) => {
          const role =
            i < one.quorum.filter(({ track }) => track === 'area').length ? 'quorum' : 'passing';
          return new Set(ways.map((own) => met(own, role, share))).size === 1;
        });
        expect(rounding?.shares.map(({ certain }) => certain)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('one square metre decides, and says so; half a square centimetre warns', () => {
    const at = (area: number) => {
      const register = owners([area, 10_000, 10_000, 10_000]);
      const ballots = ['against', 'for', 'for', 'for'].map((choice, i) => ({
        unit: `u${i}`,
        choice: choice as Choice,
      }));
      return verdict(special, register, ballots, { closed: true });
    };
    expect(at(10_000)).toMatchObject({
      status: 'passed',
      warnings: ['conventions/within-rounding'],
      rounding: { certain: false },
    });
    expect(at(9_900)).toMatchObject({
      status: 'passed',
      warnings: [],
      rounding: { certain: true },
    });
    expect(at(10_100)).toMatchObject({
      status: 'failed',
      tracks: [{ passingShortBy: 75 }, { passingShortBy: 0 }],
      warnings: [],
    });
  });
});

describe('silence', () => {
  const register = owners([100, 100, 100, 100, 100]);
  const one = ofOwners(rule('civil-code-278', { matter: 'other', asOf }));
  const two: readonly UnitBallot[] = [
    { unit: 'u0', choice: 'for' },
    { unit: 'u1', choice: 'for' },
  ];

  test('is not counted unless bylaws say so, and then it is told', () => {
    const plain = verdict(one, register, two, { closed: true });
    expect(plain).toMatchObject({ status: 'failed', warnings: [] });
    const counted = verdict(one, register, two, { closed: true, silence: 'with-majority' });
    expect(counted).toMatchObject({ status: 'passed', warnings: ['conventions/silence-counted'] });
  });

  test('joins nobody where nobody voted or where most did not agree', () => {
    const none = verdict(one, register, [], { closed: true, silence: 'with-majority' });
    expect(none.status).toBe('failed');
    const against: readonly UnitBallot[] = [
      ...two,
      { unit: 'u2', choice: 'against' },
      { unit: 'u3', choice: 'abstain' },
    ];
    expect(
      verdict(one, register, against, { closed: true, silence: 'with-majority' }),
    ).toMatchObject({ status: 'failed', tracks: [{ participated: 500, for: 200 }, { for: 2 }] });
  });
});
