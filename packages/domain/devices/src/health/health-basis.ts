import type { SubjectRef, TenantId } from '@civigrid/kernel';

/** For what a finding is used: somebody looks after the person (上门关爱). */
export const healthVisitPurpose = 'health-visit';

/**
 * Why the law lets a finding be used (合法性基础). Health is sensitive (个人信息保护法第二十八条): consent is separate
 * (第二十九条), of a guardian below fourteen (第三十一条); without consent it needs a duty by law, an emergency for life and
 * health, or another law (第十三条).
 */
export type HealthBasisKind =
  | 'separateConsent'
  | 'guardianConsent'
  | 'statutoryDuty'
  | 'emergency'
  | 'otherLaw';

/** On what a visit stands. */
export type HealthGround = {
  readonly kind: HealthBasisKind;
  /** A code: of the consent in its ledger, of the paragraph. Never a name. */
  readonly reference: string;
};

/** What is asked: whether a finding about this person may be used for this. */
export interface HealthQuestion {
  readonly tenant: TenantId;
  readonly subject: SubjectRef;
  readonly purpose: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/** The answer: on what ground, or not. */
export type HealthPermission =
  | { readonly permitted: true; readonly basis: HealthGround }
  | { readonly permitted: false };

/** Knows on what legal basis findings may be used; without its word nothing leaves the health domain. */
export interface HealthBasis {
  /** Asked anew for each finding: consent may have been withdrawn. */
  permits(question: HealthQuestion): Promise<HealthPermission>;
}
