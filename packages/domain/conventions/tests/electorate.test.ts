import { createHash } from 'node:crypto';
import {
  adultsRegister,
  householdsRegister,
  membersRegister,
  ownersRegister,
  type Resident,
  registerHash,
  type UnitTitle,
  unreached,
  voteDecider,
} from '@civigrid/conventions/ballots';
import { rule, type UnitBallot, verdict } from '@civigrid/conventions/statutes';
import { postId, subjectRef } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const digest = {
  sha256: (content: string | Uint8Array) =>
    new Uint8Array(createHash('sha256').update(content).digest()),
};
const developer = subjectRef('developer');
const title = (
  unit: string,
  owners: readonly string[],
  more: Partial<UnitTitle> = {},
): UnitTitle => ({
  unit,
  owners: owners.map((one) => subjectRef(one)),
  areas: { registered: 10_000 },
  ...more,
});

test('a head is reached with a co-owner or a guardian, and with nobody else', () => {
  const entered = ownersRegister(
    [
      title('u1', ['A', 'B']),
      title('u2', ['child'], { guardians: [subjectRef('mother')] }),
      title('u3', ['C']),
      title('u4', ['C', 'D']),
    ],
    { developer },
  );
  if (!entered.ok) throw new Error('There is no register.');
  const told = (...voters: readonly string[]) =>
    unreached(entered.register, [
      { voters: voters.map((one) => subjectRef(one)), way: 'in-person' },
    ]);
  expect(told('A', 'mother', 'C')).toEqual([]);
  expect(told('B', 'D')).toEqual(['child', 'C']);
  expect(told()).toHaveLength(4);
});

describe('the owners’ register', () => {
  test('an owner is one head however many units, co-owners are one together, the developer is one', () => {
    const entered = ownersRegister(
      [
        title('u1', ['A']),
        title('u2', ['A']),
        title('u3', ['B', 'A']),
        title('u4', ['A', 'B', 'A']),
        title('u5', [], { state: 'unsold' }),
        title('u6', ['C'], { state: 'sold' }),
        title('u7', ['D'], { guardians: [subjectRef('mother of D')] }),
      ],
      { developer },
    );
    if (!entered.ok) throw new Error('There is no register.');
    const { units } = entered.register;
    const heads = new Set(units.map(({ owner }) => owner));
    expect(heads).toEqual(new Set(['A', '["A","B"]', 'developer', 'D']));
    expect(units[2]).toEqual({
      unit: 'u3',
      owner: '["A","B"]',
      area: 10_000,
      basis: 'registered',
      coOwners: ['A', 'B'],
    });
    expect(units[5]).not.toHaveProperty('coOwners');
    const said: readonly UnitBallot[] = units.map(({ unit }) => ({ unit, choice: 'for' }));
    const one = rule('civil-code-278', { matter: 'other', asOf: '2026-11-21' });
    expect(verdict(one, entered.register, said, { closed: true }).tracks).toMatchObject([
      { base: 70_000 },
      { base: 4, for: 4 },
    ]);
  });

  test('an area is the registered one, else the surveyed, else the contracted', () => {
    const entered = ownersRegister(
      [
        title('u1', ['A'], { areas: { contracted: 3, surveyed: 2, registered: 1 } }),
        title('u2', ['A'], { areas: { contracted: 3, surveyed: 2 } }),
        title('u3', ['A'], { areas: { contracted: 3 } }),
      ],
      { developer },
    );
    expect(entered).toMatchObject({
      register: {
        units: [
          { area: 1, basis: 'registered' },
          { area: 2, basis: 'surveyed' },
          { area: 3, basis: 'contracted' },
        ],
      },
    });
  });

  test('whatever is wrong with a title is named by its row, and then there is no register', () => {
    const entered = ownersRegister(
      [
        title('u1', ['A']),
        title('u1', ['B']),
        title('u2', []),
        title('u3', ['A'], { areas: {} }),
        title('u4', ['A'], { areas: { registered: -1 } }),
        title('u5', ['A'], { areas: { registered: 0.5 } }),
      ],
      { developer },
    );
    expect(entered).toEqual({
      ok: false,
      issues: [
        { code: 'conventions/duplicate-unit', row: 1, unit: 'u1' },
        { code: 'conventions/no-owner', row: 2, unit: 'u2' },
        { code: 'conventions/no-area', row: 3, unit: 'u3' },
        { code: 'conventions/invalid-area', row: 4, unit: 'u4' },
        { code: 'conventions/invalid-area', row: 5, unit: 'u5' },
      ],
    });
  });

  test('a guardian and every co-owner may cast the ballot of a unit, and nobody else', () => {
    const entered = ownersRegister(
      [title('u1', ['D'], { guardians: [subjectRef('mother')] }), title('u2', ['A', 'B'])],
      { developer },
    );
    if (!entered.ok) throw new Error('There is no register.');
    const at = Date.UTC(2026, 10, 21, 2);
    const [fact] = voteDecider.decide(
      { type: 'openVote', at, rule: 'civil-code-278', matter: 'other', register: entered.register },
      voteDecider.initial,
    );
    if (fact?.type !== 'conventions/vote-opened') throw new Error('It is not open.');
    const state = voteDecider.evolve(voteDecider.initial, { ...fact, at } as never);
    const said = ['mother', 'A', 'B', 'C'].map((voter) => {
      const command = {
        type: 'castBallot',
        at,
        voter: subjectRef(voter),
        choice: 'for',
        channel: 'paper',
      } as const;
      return voteDecider
        .decide(command, state)
        .map(({ type, data }) => [type, Reflect.get(data, 'units')])[0];
    });
    expect(said).toEqual([
      ['conventions/ballot-cast', ['u1']],
      ['conventions/ballot-cast', ['u2']],
      ['conventions/ballot-cast', ['u2']],
      ['conventions/ballot-refused', undefined],
    ]);
  });

  test('its hash is the same in any order of rows, and another after any change', () => {
    const titles = fc.uniqueArray(
      fc.record({
        unit: fc.string(),
        owner: fc.string({ minLength: 1 }),
        area: fc.integer({ min: 1, max: 99 }),
      }),
      { selector: ({ unit }) => unit, minLength: 1, maxLength: 6 },
    );
    const twice = titles.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      ),
    );
    fc.assert(
      fc.property(twice, ([rows, shuffled]) => {
        const hash = registerHash({ units: rows }, digest);
        expect(hash).toMatch(/^[0-9a-f]{64}$/);
        expect(registerHash({ units: shuffled }, digest)).toBe(hash);
        const changed = rows.map((row, i) => (i === 0 ? { ...row, area: row.area + 1 } : row));
        expect(registerHash({ units: changed }, digest)).not.toBe(hash);
      }),
    );
    const body = { body: 'members', size: 2, members: [subjectRef('b'), subjectRef('a')] } as const;
    expect(registerHash(body, digest)).toBe(
      registerHash({ ...body, members: body.members.toReversed() }, digest),
    );
  });
});

describe('registers of persons', () => {
  const resident = (person: string, born: string, household?: string): Resident => ({
    person: subjectRef(person),
    born,
    ...(household === undefined ? {} : { household }),
  });

  test('whoever is eighteen on the day votes; the day of birth is not kept', () => {
    const { register, minors, left } = adultsRegister(
      [
        resident('A', '2008-11-21'),
        resident('B', '2008-11-22'),
        resident('C', '1950-01-01'),
        resident('C', '1950-01-01'),
      ],
      '2026-11-21',
    );
    expect(register).toEqual({ body: 'adults', size: 2, members: ['A', 'C'] });
    expect(minors).toEqual(['B']);
    expect(left).toEqual(['C']);
    expect(JSON.stringify({ register, minors, left })).not.toContain('2008');
  });

  test('who was born on the 29th of February is of age on the 1st of March', () => {
    const of = (asOf: string) => adultsRegister([resident('A', '2008-02-29')], asOf).register.size;
    expect([of('2026-02-28'), of('2026-03-01')]).toEqual([0, 1]);
  });

  test('a household is represented by its first adult, and one without has nobody', () => {
    const { register, unrepresented, left } = householdsRegister(
      [
        resident('child', '2015-01-01', 'h1'),
        resident('mother', '1985-01-01', 'h1'),
        resident('father', '1980-01-01', 'h1'),
        resident('orphan', '2012-01-01', 'h2'),
        resident('lodger', '1990-01-01'),
        resident('mother', '1985-01-01', 'h3'),
      ],
      '2026-11-21',
    );
    expect(register).toEqual({ body: 'households', size: 1, members: ['mother'] });
    expect(unrepresented).toEqual(['h2']);
    expect(left).toEqual(['lodger', 'mother']);
  });

  test('what is no day is refused', () => {
    expect(() => adultsRegister([], '2026-02-29')).toThrow(
      expect.objectContaining({ code: 'conventions/invalid-day' }),
    );
    expect(() => adultsRegister([resident('A', 'yesterday')], '2026-11-21')).toThrow(
      expect.objectContaining({ code: 'conventions/invalid-day' }),
    );
  });

  test('representatives of buildings: one for twenty to fifty households, four fifths of the meeting', () => {
    const representatives = [20, 50, 19, 51].map((households, i) => ({
      representative: postId(`building-${i + 1}`),
      households,
    }));
    const two = [postId('committee-1'), postId('building-1')];
    const { register, issues } = membersRegister(representatives, two);
    expect(register).toMatchObject({ body: 'members', size: 5 });
    expect(issues).toEqual([
      { code: 'conventions/households-outside', representative: 'building-3', households: 19 },
      { code: 'conventions/households-outside', representative: 'building-4', households: 51 },
      { code: 'conventions/member-twice', representative: 'building-1' },
    ]);
    expect(membersRegister(representatives, [postId('x'), postId('y')]).issues).toContainEqual({
      code: 'conventions/too-few-representatives',
      representatives: 4,
      size: 6,
    });
  });
});
