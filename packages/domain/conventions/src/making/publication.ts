import type { ConventionKind } from '../statutes/convention-kind.ts';
import type { StatuteId } from '../statutes/statute.ts';

/** Where a convention is filed: district government (区), street office (街道), township government (乡镇), or the housing office (房管) for owners. */
export type FilingOffice = 'district' | 'street' | 'township' | 'housing';

/** What was shown to everybody, from which Beijing day to which (公示). */
export type Publication = { readonly days: number; readonly from: string; readonly to: string };

/** Days for which what was passed is shown: 公布的期限不得少于十五日 (城市居民委员会组织法第三十四条, 村民委员会组织法第三十五条). Owners' agreements and older votes have no national sentence; the same care is taken. */
export const publicationDays = 15;

/** The sentence behind the fifteen days, where there is one on that day. */
export function publicationStatute(kind: ConventionKind, day: string): StatuteId | undefined {
  if (day < '2026-01-01' || kind === 'owners') return undefined;
  return kind === 'residents' ? 'residents-2026-34' : 'villagers-2026-35';
}

/** Which offices take it, and the sentence that says so. Owners' agreements: local law; every office but the township. */
export function filing(
  kind: ConventionKind,
  day: string,
): { readonly offices: readonly FilingOffice[]; readonly statute?: StatuteId } {
  const now = day >= '2026-01-01';
  switch (kind) {
    case 'residents':
      return {
        offices: ['district', 'street'],
        statute: now ? 'residents-2026-31.filing' : 'residents-2018-15',
      };
    case 'village':
      return { offices: ['township'], statute: now ? 'villagers-2026-31' : 'villagers-2018-27' };
    case 'owners':
      return { offices: ['housing', 'street', 'district'] };
  }
}
