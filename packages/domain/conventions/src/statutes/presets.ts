import type { Preset } from './preset.ts';
import { ownersPresets } from './presets/owners.ts';
import { residentsPresets } from './presets/residents.ts';
import { villagersPresets } from './presets/villagers.ts';
import type { RuleId } from './rule-id.ts';

export type { RuleId };

/** Every rule in every text, as the sentences of law say it. */
export const presets: readonly Preset[] = [
  ...ownersPresets,
  ...residentsPresets,
  ...villagersPresets,
];

/** The ids of all rules of law (规则编号). */
export const ruleIds: readonly RuleId[] = Array.from(new Set(presets.map(({ id }) => id)));

/** Whether a text of law or of the host holds on a day. */
export const inForce = (
  { from, until }: { readonly from: string; readonly until?: string },
  day: string,
): boolean => from <= day && (until === undefined || day <= until);
