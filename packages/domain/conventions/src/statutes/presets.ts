import type { Preset } from './preset.ts';
import { ownersPresets } from './presets/owners.ts';
import { residentsPresets } from './presets/residents.ts';
import { villagersPresets } from './presets/villagers.ts';
import type { RuleId } from './rule-id.ts';

/** Every rule in every text, as the sentences of law say it. */
export const presets: readonly Preset[] = [
  ...ownersPresets,
  ...residentsPresets,
  ...villagersPresets,
];

/** The ids of all rules of law (规则编号). */
export const ruleIds: readonly RuleId[] = Array.from(new Set(presets.map(({ id }) => id)));

/** One text of a rule: what a vote on some matter asks of `rule`, and for which days. */
export interface PresetText {
  readonly id: RuleId;
  readonly from: string;
  readonly until?: string;
  /** The matters that are ruled alike; undefined among them is a vote that names none. */
  readonly matters: readonly (string | undefined)[];
}

/** Every text of every rule with its days and matters, those left out that the body may not decide (预设一览). */
export function presetTexts(): readonly PresetText[] {
  return presets.flatMap(({ id, from, until, variants }) =>
    variants
      .filter(([, demand]) => demand !== 'not-competent')
      .map(([matters]) => ({ id, from, ...(until === undefined ? {} : { until }), matters })),
  );
}

/** Whether a text of law or of the host holds on a day. */
export const inForce = (
  { from, until }: { readonly from: string; readonly until?: string },
  day: string,
): boolean => from <= day && (until === undefined || day <= until);
