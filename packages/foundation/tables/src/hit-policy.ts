/** Hit policies (命中策略) that answer with one rule: DMN U, F, P, A. */
export type SingleHit = 'unique' | 'first' | 'priority' | 'any';

/** Hit policies that answer with all matching rules: DMN C, R, O. */
export type MultiHit = 'collect' | 'ruleOrder' | 'outputOrder';

/** What a table does when several rules match (DMN 1.5, 8.2.10). */
export type HitPolicy = SingleHit | MultiHit;

/** What `collect` makes of the first output of all matching rules: DMN C+, C<, C>, C#. */
export type Aggregate = 'sum' | 'min' | 'max' | 'count';

/** All hit policies, the single ones first. */
export const hitPolicies: readonly HitPolicy[] = [
  'unique',
  'first',
  'priority',
  'any',
  'collect',
  'ruleOrder',
  'outputOrder',
];

export const aggregates: readonly Aggregate[] = ['sum', 'min', 'max', 'count'];

/** Whether a policy answers with one rule or with all that match. */
export function isMultiHit(hit: HitPolicy): hit is MultiHit {
  return hit === 'collect' || hit === 'ruleOrder' || hit === 'outputOrder';
}
