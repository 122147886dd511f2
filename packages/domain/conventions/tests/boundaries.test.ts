import {
  type BodyRule,
  type OwnersRule,
  presetTexts,
  type Rule,
  rule,
  type Threshold,
  type UnitBallot,
  verdict,
} from '@civigrid/conventions/statutes';
import { describe, expect, test } from 'vitest';

/** Every rule of every text, on the first day on which it held. */
const rules: readonly Rule[] = presetTexts().flatMap(({ id, matters, from }) =>
  matters.map((matter) => rule(id, { ...(matter === undefined ? {} : { matter }), asOf: from })),
);
const named = (one: Rule): string => `${one.id} ${one.matter ?? ''} ${one.asOf}`;
const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 99, 100, 101, 997, 1_000_003] as const;

/** The least weight that meets a share of a whole, in big integers, by the law's own words: `>` or `≥`. */
function least(whole: number, { num, den, strict }: Threshold): number {
  const [w, n, d] = [BigInt(whole), BigInt(num), BigInt(den)];
  const floor = (w * n) / d;
  const meets = (weight: bigint) => (strict ? weight * d > w * n : weight * d >= w * n);
  return Number(meets(floor) ? floor : floor + 1n);
}

const highest = (shares: readonly Threshold[], whole: number): number =>
  shares.reduce((most, share) => Math.max(most, least(whole, share)), 0);

describe('one person below and above every boundary of a body', () => {
  const bodies = rules.filter((one): one is BodyRule => one.electorate === 'body');
  const every = bodies.flatMap((one) => one.bodies.map((body) => ({ one, body })));

  test.each(every.map((each) => ({ ...each, name: `${named(each.one)} ${each.body}` })))(
    '$name',
    ({ one, body }) => {
      const holds = ({ bodies: only }: Threshold) => only === undefined || only.includes(body);
      const quorum = one.quorum.filter(holds);
      const passing = one.passing.filter(holds);
      for (const size of sizes) {
        const count = (part: number, agreed: number) =>
          verdict(
            one,
            { body, size },
            { present: part, for: agreed, against: part - agreed, abstain: 0 },
            { closed: true },
          );
        const enough = highest(quorum, size);
        const whole = (part: number, share: Threshold) => (share.of === 'register' ? size : part);
        const needed = (part: number) =>
          passing.reduce((most, share) => Math.max(most, least(whole(part, share), share)), 0);
        if (enough <= size && needed(enough) <= enough)
          expect(count(enough, enough).status).toBe('passed');
        if (enough > 0 && enough <= size)
          expect(count(enough - 1, enough - 1)).toMatchObject({
            status: 'failed',
            tracks: [{ quorumShortBy: 1 }],
          });
        const agreed = needed(size);
        if (agreed > size) continue;
        expect(count(size, agreed)).toMatchObject({
          status: 'passed',
          tracks: [{ passingShortBy: 0 }],
        });
        expect(count(size, agreed - 1)).toMatchObject({
          status: 'failed',
          tracks: [{ passingShortBy: 1 }],
        });
      }
    },
  );
});

describe('one head and one hundredth of a square metre below and above every boundary of owners', () => {
  const owners = rules.filter((one): one is OwnersRule => one.electorate === 'owners');
  const all = sizes.filter((size) => size <= 1_000);

  /** So many owners of one flat each, the first of them of another area. */
  const compound = (size: number, area: number, first = area) => ({
    units: Array.from({ length: size }, (_, i) => ({
      unit: `u${i}`,
      owner: `o${i}`,
      area: i === 0 ? first : area,
    })),
  });
  /** The first say so, the next so many against. */
  const said = (agree: number, against: number, from = 0): readonly UnitBallot[] =>
    Array.from({ length: agree + against }, (_, i) => ({
      unit: `u${from + i}`,
      choice: i < agree ? 'for' : 'against',
    }));
  const of = (shares: readonly Threshold[], track: Threshold['track']) =>
    shares.filter((share) => share.track === track);

  test.each(owners.map((one) => ({ one, name: named(one) })))('$name: heads', ({ one }) => {
    for (const size of all) {
      const register = compound(size, 100);
      const status = (agree: number, against: number) =>
        verdict(one, register, said(agree, against), { closed: true }).status;
      const enough = highest(of(one.quorum, 'heads'), size);
      if (enough <= size && enough > 0) {
        expect(status(enough - 1, 0)).toBe('failed');
        const all = of(one.passing, 'heads').some((share) => share.of === 'register');
        if (!all) expect(status(enough, 0)).toBe('passed');
      }
      const needed = highest(of(one.passing, 'heads'), size);
      if (needed > size) continue;
      expect(status(needed, size - needed)).toBe('passed');
      expect(status(needed - 1, size - needed + 1)).toBe('failed');
    }
  });

  const byArea = owners.filter(({ passing }) => passing.some(({ track }) => track === 'area'));
  test.each(byArea.map((one) => ({ one, name: named(one) })))('$name: area', ({ one }) => {
    // Whoever is against has the first flat; how large it may be decides, while the heads are far beyond theirs.
    for (const size of [20, 99, 100, 101, 997]) {
      const agreed = (size - 1) * 9_973;
      const passes = (first: number) =>
        of(one.passing, 'area').every((share) => agreed >= least(agreed + first, share));
      let low = 0;
      let high = 10 * agreed;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (passes(middle)) low = middle;
        else high = middle - 1;
      }
      const at = (first: number) =>
        verdict(
          one,
          compound(size, 9_973, first),
          [{ unit: 'u0', choice: 'against' }, ...said(size - 1, 0, 1)],
          { closed: true },
        );
      expect(at(low)).toMatchObject({ status: 'passed', tracks: [{ passingShortBy: 0 }, {}] });
      expect(at(low + 1)).toMatchObject({ status: 'failed', tracks: [{ passingShortBy: 1 }, {}] });
      // The same of taking part: whoever is silent has the first flat.
      const takes = (first: number) =>
        of(one.quorum, 'area').every((share) => agreed >= least(agreed + first, share)) &&
        of(one.passing, 'area')
          .filter((share) => share.of === 'register')
          .every((share) => agreed >= least(agreed + first, share));
      low = 0;
      high = 10 * agreed;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (takes(middle)) low = middle;
        else high = middle - 1;
      }
      const silent = (first: number) =>
        verdict(one, compound(size, 9_973, first), said(size - 1, 0, 1), { closed: true }).status;
      expect(silent(low)).toBe('passed');
      expect(silent(low + 1)).toBe('failed');
    }
  });
});
