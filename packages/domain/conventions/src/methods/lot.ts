import { canonicalJson, type Digest, isWellFormed, textOrder, toHex } from '@civigrid/kernel';
import { refuse } from '../error-code.ts';

/** A seed as it is revealed, with whom it comes from; the same holder was bound to it before (承诺). */
export interface Seed {
  readonly holder: string;
  readonly seed: string;
  /** What {@link commitSeed} gave and was published before anybody revealed. */
  readonly commitment: string;
}

/** A lot to be drawn. */
export interface LotRequest {
  /** What the lot is for: vote, round and place, so that no seed serves twice. */
  readonly purpose: string;
  /** Two or more names, each once, in any order. */
  readonly tied: readonly string[];
  /** One from every holder whose commitment was published, in any order. */
  readonly seeds: readonly Seed[];
}

/** A lot that was drawn, and all that is needed to draw it again (抽签结果). */
export interface Lot extends LotRequest {
  /** The order drawn: the first wins, or is eliminated where the tie is for losing. Also an order for `ties.order`. */
  readonly order: readonly string[];
  /** The hash from which the order follows, in hexadecimal digits. */
  readonly root: string;
}

/** A seed shorter than this can be guessed from its commitment. */
const shortest = 16;

const refusal = (why: string) => refuse('invalid-lot', 'This lot cannot be drawn.', { why });

/**
 * The commitment to a seed (种子承诺): published by every holder before the tie is known or anybody reveals. Refuses with
 * `conventions/invalid-lot` a seed of fewer than 16 characters.
 */
export function commitSeed(
  {
    purpose,
    holder,
    seed,
  }: { readonly purpose: string; readonly holder: string; readonly seed: string },
  digest: Digest,
): string {
  if (![purpose, holder, seed].every(isWellFormed)) throw refusal('a text is broken');
  if (seed.length < shortest) throw refusal('a seed is too short');
  return toHex(digest.sha256(canonicalJson(['civigrid/lot-seed', purpose, holder, seed])));
}

/** Numbers below a bound, each as likely as any other, from the hashes of a root and a counter. */
function evenNumbers(root: string, digest: Digest): (bound: number) => number {
  let block = new Uint8Array(0);
  let at = 0;
  let counter = 0;
  return (bound) => {
    // What lies beyond the last whole multiple of the bound would favour the small: it is drawn again.
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      if (at + 4 > block.length) {
        block = Uint8Array.from(
          digest.sha256(canonicalJson(['civigrid/lot-draw', root, counter++])),
        );
        at = 0;
      }
      let word = 0;
      for (let i = 0; i < 4; i++) word = word * 256 + (block[at + i] as number);
      at += 4;
      if (word < limit) return word % bound;
    }
  };
}

/**
 * Draws a lot (公开摇号) from the seeds that were revealed: SHA-256 over purpose, names and seeds as canonical JSON, then a
 * shuffle without bias. Anybody with the lot draws the same again; nobody who was bound before could aim it.
 * Refuses with `conventions/invalid-lot` fewer than two names, a name or a holder twice, no seeds or short ones, and
 * with `conventions/seed-mismatch` a seed that is not the one its holder was bound to.
 *
 * @example
 * const lot = drawLot({ purpose, tied: ['A', 'B'], seeds }, digest);
 * instantRunoff(election, { ties: { drawn: [{ round: 7, tied: ['A', 'B'], chosen: lot.order[0] }] } });
 */
export function drawLot({ purpose, tied, seeds }: LotRequest, digest: Digest): Lot {
  const names = [...tied].sort(textOrder);
  const given = [...seeds].sort((a, b) => textOrder(a.holder, b.holder));
  if (names.length < 2 || new Set(names).size !== names.length)
    throw refusal('fewer than two names, or one of them twice');
  if (!names.every(isWellFormed)) throw refusal('a text is broken');
  if (given.length === 0) throw refusal('no seeds');
  if (new Set(given.map(({ holder }) => holder)).size !== given.length)
    throw refusal('a holder stands twice');
  for (const { holder, seed, commitment } of given)
    if (commitSeed({ purpose, holder, seed }, digest) !== commitment)
      throw refuse('seed-mismatch', 'A seed is not the one its holder was bound to.', { holder });
  const revealed = given.map(({ holder, seed }) => [holder, seed]);
  const root = toHex(digest.sha256(canonicalJson(['civigrid/lot', purpose, names, revealed])));
  const below = evenNumbers(root, digest);
  const order = [...names];
  for (let last = order.length - 1; last > 0; last--) {
    const other = below(last + 1);
    const name = order[last] as string;
    order[last] = order[other] as string;
    order[other] = name;
  }
  return {
    purpose,
    tied: names,
    seeds: given.map(({ holder, seed, commitment }) => ({ holder, seed, commitment })),
    order,
    root,
  };
}

/**
 * Whether a lot is what its seeds give, and its seeds are exactly those of the commitments that were published before
 * (验证抽签). Never throws.
 */
export function verifyLot(lot: Lot, published: readonly string[], digest: Digest): boolean {
  try {
    const again = drawLot(lot, digest);
    const commitments = again.seeds.map(({ commitment }) => commitment).sort(textOrder);
    return (
      canonicalJson([again.order, again.root, commitments]) ===
      canonicalJson([lot.order, lot.root, [...published].sort(textOrder)])
    );
  } catch {
    return false;
  }
}
