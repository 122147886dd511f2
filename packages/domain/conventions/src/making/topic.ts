import type { ConventionId, GridCode } from '@civigrid/kernel';

/** Whose convention it is: residents' (居民公约), a village's (村规民约), or owners' (管理规约). */
export type ConventionKind = 'residents' | 'village' | 'owners';

/** What is to be regulated (话题). */
export type Topic = {
  readonly convention: ConventionId;
  readonly kind: ConventionKind;
  readonly community: GridCode;
  readonly title: string;
  readonly revises?: ConventionId;
};
