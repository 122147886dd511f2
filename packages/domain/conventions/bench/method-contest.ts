import type { Contest } from '../../../tools/testing/bench/contests.ts';
import { printTable, type Target } from '../../../tools/testing/bench/report.ts';
import { type Contender, inTurn } from './turns.ts';

/** A method counted from a packed election and from ballots as objects, beside a peer. */
export interface MethodContest {
  readonly what: string;
  readonly packed: () => string;
  readonly objects: () => string;
  readonly peer: Contender;
  readonly times: { readonly packed: number; readonly objects: number };
}

/** Holds it: times, the ratios to the peer, and whether all answered alike. */
export function holdMethod(
  { what, packed, objects, peer, times }: MethodContest,
  ballots: number,
  quick: boolean,
): Contest {
  const timed = inTurn(
    [{ name: 'packed', answer: packed }, { name: 'from objects', answer: objects }, peer],
    quick ? 2 : 5,
    1,
  );
  const [fromPacked, fromObjects, ofPeer] = timed;
  const same = new Set(timed.map(({ answer }) => answer)).size === 1;
  printTable(`${what}: ${ballots} ballots, 8 candidates`, [
    ['', 'median', 'least', 'most'],
    ...timed.map(({ name, ms, least, most }) => [
      name,
      ...[ms, least, most].map((took) => `${took.toFixed(1)} ms`),
    ]),
  ]);
  const target = (name: string, ms: number, wanted: number): Target => {
    const ratio = (ofPeer?.ms ?? 0) / ms;
    return {
      what: `${what} ${name} beside ${peer.name}`,
      wanted: `≥ ${wanted} ×`,
      measured: `${ratio.toFixed(1)} ×${same ? '' : ', but NOT the same'}`,
      met: same && ratio >= wanted,
    };
  };
  return {
    results: { ballots, same, timed },
    targets: [
      target('packed', fromPacked?.ms ?? Number.NaN, times.packed),
      target('from objects', fromObjects?.ms ?? Number.NaN, times.objects),
    ],
  };
}
