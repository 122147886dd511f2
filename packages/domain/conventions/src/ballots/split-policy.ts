/**
 * How the one head of an owner is counted who votes differently for two units (一人多套表决不一致); the areas count as they
 * were cast. `no-agreement`: it takes part and agrees to nothing. `larger-area`: it agrees where more than half of the
 * area that it voted with does.
 */
export type SplitPolicy = 'no-agreement' | 'larger-area';

/** Every policy. */
export const splitPolicies: readonly SplitPolicy[] = ['no-agreement', 'larger-area'];
