import { decidingSentences } from './deciding-sentences.ts';
import { sentencesOf } from './law-text.ts';
import type { Sentence } from './sentence.ts';
import { civilCodeBesides, civilCodeText } from './sentences/civil-code.ts';
import {
  beijingBesides,
  beijingText,
  chongqingVillagesBesides,
  chongqingVillagesText,
  hangzhouBesides,
  hangzhouText,
  liaochengBesides,
  liaochengText,
  qingyuanBesides,
  qingyuanText,
  shanghaiPropertyBesides,
  shanghaiPropertyText,
  shanghaiVillagesBesides,
  shanghaiVillagesText,
  weifangBesides,
  weifangText,
  zhejiangBesides,
  zhejiangText,
} from './sentences/local-rules.ts';
import {
  propertyRegulationBesides,
  propertyRegulationText,
} from './sentences/property-regulation.ts';
import {
  residents2018Besides,
  residents2018Text,
  residents2026Besides,
  residents2026Text,
} from './sentences/residents-law.ts';
import { supremeCourtBesides, supremeCourtText } from './sentences/supreme-court.ts';
import { villagers2026Besides, villagers2026Text } from './sentences/villagers-law.ts';
import type { StatuteId } from './statute-id.ts';

/**
 * Sentences of law in their exact wording, each with the SHA-256 of its UTF-8 bytes (法条原文). Statute texts are public
 * (著作权法第五条). Quoted to be checked against the gazette, never legal advice.
 */
export const sentences: readonly (Sentence & { readonly id: StatuteId })[] = [
  ...decidingSentences,
  ...sentencesOf(civilCodeText, civilCodeBesides),
  ...sentencesOf(supremeCourtText, supremeCourtBesides),
  ...sentencesOf(propertyRegulationText, propertyRegulationBesides),
  ...sentencesOf(residents2026Text, residents2026Besides),
  ...sentencesOf(residents2018Text, residents2018Besides),
  ...sentencesOf(villagers2026Text, villagers2026Besides),
  ...sentencesOf(hangzhouText, hangzhouBesides),
  ...sentencesOf(qingyuanText, qingyuanBesides),
  ...sentencesOf(beijingText, beijingBesides),
  ...sentencesOf(weifangText, weifangBesides),
  ...sentencesOf(liaochengText, liaochengBesides),
  ...sentencesOf(zhejiangText, zhejiangBesides),
  ...sentencesOf(shanghaiPropertyText, shanghaiPropertyBesides),
  ...sentencesOf(shanghaiVillagesText, shanghaiVillagesBesides),
  ...sentencesOf(chongqingVillagesText, chongqingVillagesBesides),
];
