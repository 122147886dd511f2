import { checkDay } from '../beijing-day.ts';
import type { ConventionKind } from './convention-kind.ts';
import { type Making, makingOn } from './making-on.ts';
import type { Citation } from './sentence.ts';
import { citationsOf } from './statute.ts';

/** Who makes a convention, and what becomes of it (公约的制定), with the sentences that say so. */
export interface ConventionMaking
  extends Pick<Making, 'rule' | 'delegates' | 'never' | 'filed' | 'statutes'> {
  readonly citations: readonly Citation[];
}

/**
 * Who may make a convention of a kind on a day, who may be authorised to, and the sentences that say so (公约的制定).
 * Refuses with `conventions/not-in-force` a day before the texts quoted here. Not legal advice.
 *
 * @example conventionMaking('village', { asOf: '2026-11-21' }).rule // 'villagers-meeting'
 */
export function conventionMaking(
  kind: ConventionKind,
  { asOf }: { readonly asOf: string },
): ConventionMaking {
  checkDay(asOf);
  const { rule, delegates, never, filed, statutes } = makingOn(kind, asOf);
  return { rule, delegates, never, filed, statutes, citations: citationsOf(statutes) };
}
