import { sentencesOf } from './law-text.ts';
import type { Sentence } from './sentence.ts';
import { civilCodeDeciding, civilCodeText } from './sentences/civil-code.ts';
import {
  propertyRegulationDeciding,
  propertyRegulationText,
} from './sentences/property-regulation.ts';
import {
  residents2018Deciding,
  residents2018Text,
  residents2026Deciding,
  residents2026Text,
} from './sentences/residents-law.ts';
import {
  villagers2018Deciding,
  villagers2018Text,
  villagers2026Deciding,
  villagers2026Text,
} from './sentences/villagers-law.ts';

/** The id of a sentence that a rule stands on. */
export type DecidingId = (
  | typeof civilCodeDeciding
  | typeof propertyRegulationDeciding
  | typeof residents2018Deciding
  | typeof residents2026Deciding
  | typeof villagers2018Deciding
  | typeof villagers2026Deciding
)[number][0];

/** The sentences that rules stand on; a preset can name no other. */
export const decidingSentences: readonly (Sentence & { readonly id: DecidingId })[] = [
  ...sentencesOf(civilCodeText, civilCodeDeciding),
  ...sentencesOf(propertyRegulationText, propertyRegulationDeciding),
  ...sentencesOf(residents2026Text, residents2026Deciding),
  ...sentencesOf(residents2018Text, residents2018Deciding),
  ...sentencesOf(villagers2026Text, villagers2026Deciding),
  ...sentencesOf(villagers2018Text, villagers2018Deciding),
];
