import type { OwnersRegister, OwnersRule } from '@civigrid/conventions/statutes';
import { type Choice, choices, rule } from '@civigrid/conventions/statutes';

/** A register of so many units, one owner in ten with several, and what each unit says; the same for the same seed. */
export function randomVote(
  size: number,
  seed: number,
): { readonly register: OwnersRegister; readonly said: readonly Choice[] } {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const units = Array.from({ length: size }, (_, i) => ({
    unit: `u${i}`,
    owner: `o${next(10) === 0 ? next(size) : i}`,
    area: 4_000 + next(11_000),
  }));
  const said = units.map((): Choice => choices[next(3)] ?? 'abstain');
  return { register: { units }, said };
}

/** The rule of an ordinary matter. */
export function ordinary(): OwnersRule {
  const found = rule('civil-code-278', { matter: 'other', asOf: '2026-11-21' });
  if (found.electorate !== 'owners') throw new Error('Not a rule of owners.');
  return found;
}
