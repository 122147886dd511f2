import type { ConventionId, GridCode } from '@civigrid/kernel';
import type { ConventionKind } from '../statutes/convention-kind.ts';

/** What is to be regulated (话题). */
export type Topic = {
  readonly convention: ConventionId;
  readonly kind: ConventionKind;
  readonly community: GridCode;
  readonly title: string;
  readonly revises?: ConventionId;
};
