import { judgeOwners, ownersTally } from '@civigrid/conventions/ballots';
import { type UnitBallot, verdict } from '@civigrid/conventions/statutes';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { printTable } from '../../../tools/testing/bench/report.ts';
import { ordinary, randomVote } from './owners.ts';
import { inTurn } from './turns.ts';

interface Cast {
  readonly owner: string;
  readonly area: number;
  readonly choice: string;
}

/** What one writes without thinking of it: objects that know owner and area, a Map of owners. */
function plainly(ballots: readonly Cast[]): string {
  const owners = new Map<string, { all: number; agreed: number }>();
  let area = 0;
  let agreed = 0;
  for (const { owner, area: own, choice } of ballots) {
    area += own;
    if (choice === 'for') agreed += own;
    const head = owners.get(owner);
    if (head === undefined) owners.set(owner, { all: 1, agreed: choice === 'for' ? 1 : 0 });
    else {
      head.all++;
      if (choice === 'for') head.agreed++;
    }
  }
  let heads = 0;
  for (const head of owners.values()) if (head.all === head.agreed) heads++;
  return [area, agreed, owners.size, heads].join();
}

/** The count by area and heads (民法典278): a compiled register and packed ballots beside plain objects. */
export const tallyContest: HoldContest = (quick) => {
  const size = quick ? 50_000 : 1_000_000;
  const { register, said } = randomVote(size, 7);
  const one = ordinary();
  const codes = { for: 1, against: 2, abstain: 3 } as const;
  const packed = Uint8Array.from(said, (choice) => codes[choice]);
  const tally = ownersTally(register);
  const cast: readonly Cast[] = register.units.map(({ owner, area }, i) => ({
    owner,
    area,
    choice: said[i] ?? 'abstain',
  }));
  const ballots: readonly UnitBallot[] = register.units.map(({ unit }, i) => ({
    unit,
    choice: said[i] ?? 'abstain',
  }));
  const told = (tracks: readonly { readonly participated: number; readonly for: number }[]) =>
    tracks.map(({ participated, for: agreed }) => `${participated},${agreed}`).join();
  const timed = inTurn(
    [
      {
        name: 'packed',
        answer: () => told(judgeOwners(one, tally, tally.count(packed), { closed: true }).tracks),
      },
      { name: 'plain objects, a Map of owners', answer: () => plainly(cast) },
      {
        name: 'kept tally, ballots as objects checked',
        answer: () => {
          const { choices } = tally.pack(ballots);
          return told(judgeOwners(one, tally, tally.count(choices), { closed: true }).tracks);
        },
      },
      {
        name: 'verdict(): register compiled, ballots checked',
        answer: () => told(verdict(one, register, ballots, { closed: true }).tracks),
      },
    ],
    quick ? 3 : 9,
    2,
  );
  const [ours, plain] = timed;
  const same = new Set(timed.map(({ answer }) => answer)).size === 1;
  printTable(`area and heads: ${size} ballots`, [
    ['', 'median', 'least', 'most'],
    ...timed.map(({ name, ms, least, most }) => [
      name,
      ...[ms, least, most].map((took) => `${took.toFixed(1)} ms`),
    ]),
  ]);
  const ms = ours?.ms ?? Number.NaN;
  const ratio = (plain?.ms ?? 0) / ms;
  const but = same ? '' : ', but NOT the same';
  return {
    results: { ballots: size, same, timed },
    targets: [
      {
        what: 'dual-track tally, packed',
        wanted: '≤ 15 ms for 1,000,000',
        measured: `${ms.toFixed(1)} ms for ${size}${but}`,
        ...(quick ? {} : { met: same && ms <= 15 }),
      },
      {
        what: 'beside plain objects with a Map of owners',
        wanted: '≥ 40 ×',
        measured: `${ratio.toFixed(1)} ×${but}`,
        ...(quick ? {} : { met: same && ratio >= 40 }),
      },
    ],
  };
};
