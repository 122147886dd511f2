import type { CallBackAnswer } from '../call-back.ts';
import type { KnownCase } from '../case-state.ts';
import type { LoopFacts } from './exclusion.ts';
import type { RateName } from './figure-names.ts';
import type { MarkOptions, RateMark } from './marks.ts';

interface Closing {
  readonly state: KnownCase;
  readonly at: number;
  readonly unit: string;
  readonly loop: number;
  /** The answers that a closure before has counted. */
  readonly answered: CallBackAnswer[];
}

/** What a closure says about reporters and levels. */
export function closureMarks(
  { state, at, unit, loop, answered }: Closing,
  { tier }: LoopFacts,
  { gridLevel, communityLevel }: MarkOptions,
): readonly RateMark[] {
  const marks: RateMark[] = [];
  const add = (rate: RateName, isKept: boolean) =>
    marks.push({ rate, verdict: isKept ? 'kept' : 'missed', at, unit, loop });
  for (const { callBack, answer } of state.reporters) {
    if (!callBack || answer === undefined || answered.includes(answer)) continue;
    answered.push(answer);
    add('reached', answer.reached);
    if (!answer.reached) continue;
    add('solved', answer.solved);
    add('satisfied', answer.satisfied);
  }
  const { levels, level } = state;
  const isUpTo = (highest: string) => levels.indexOf(level) <= levels.indexOf(highest);
  if (tier !== 'bigMatter') add('settledInGrid', isUpTo(gridLevel));
  add('settledInCommunity', isUpTo(communityLevel));
  return marks;
}
