/** Whose convention it is: residents' (居民公约), a village's (村规民约), or owners' (管理规约). */
export type ConventionKind = 'residents' | 'village' | 'owners';
