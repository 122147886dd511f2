import { subjectRef } from '@civigrid/kernel';
import type { OwnersVoteRegister, VotingUnit } from './vote-register.ts';
import type { VoterRef } from './voter.ts';

/** Where an area comes from, in the order in which it counts: 登记, else 实测, else 合同 (最高人民法院 2020 第八条). */
export type AreaBasis = 'registered' | 'surveyed' | 'contracted';

const bases: readonly AreaBasis[] = ['registered', 'surveyed', 'contracted'];

/** What is known of one exclusive unit (专有部分) and whose it is; all ids are references. */
export interface UnitTitle {
  readonly unit: string;
  /** Several are co-owners (共有人), who share one head. */
  readonly owners: readonly VoterRef[];
  /** Who votes for an owner who is a minor or has no capacity (监护人). */
  readonly guardians?: readonly VoterRef[];
  /** By basis, in whole hundredths of a square metre. */
  readonly areas: Partial<Readonly<Record<AreaBasis, number>>>;
  /** `handed-over` if left out; whatever else counts with the developer (建设单位). */
  readonly state?: 'handed-over' | 'sold' | 'unsold';
}

/** Why a title cannot stand on a register. */
export type TitleIssueCode =
  | 'conventions/duplicate-unit'
  | 'conventions/no-owner'
  | 'conventions/no-area'
  | 'conventions/invalid-area';

/** What is wrong with one title, by its row. */
export interface TitleIssue {
  readonly code: TitleIssueCode;
  readonly row: number;
  readonly unit: string;
}

/** A unit on the register, with what stands behind its area and its head. */
export type EnteredUnit = VotingUnit & { readonly basis: AreaBasis };

/** A register, or all that keeps it from being one. */
export type EnteredRegister =
  | {
      readonly ok: true;
      readonly register: OwnersVoteRegister & { readonly units: readonly EnteredUnit[] };
    }
  | { readonly ok: false; readonly issues: readonly TitleIssue[] };

/** The head that a unit counts for: its owner, all co-owners as one, or the developer. */
function headOf({ owners, state = 'handed-over' }: UnitTitle, developer: VoterRef): VoterRef {
  if (state !== 'handed-over') return developer;
  // The parts are joined as JSON so that no two lists of references make one head.
  const [first = developer, ...others] = Array.from(new Set(owners)).sort();
  return others.length === 0 ? first : subjectRef(JSON.stringify([first, ...others]));
}

/**
 * The owners' register of titles (业主名册): one head an owner however many units, one for co-owners together, one for all
 * that the developer has not sold or handed over (最高人民法院 2020 第九条). With any issue there is no register: a vote on
 * half of the owners is none.
 */
export function ownersRegister(
  titles: readonly UnitTitle[],
  { developer }: { readonly developer: VoterRef },
): EnteredRegister {
  const issues: TitleIssue[] = [];
  const seen = new Set<string>();
  const units = titles.flatMap((title, row): readonly EnteredUnit[] => {
    const { unit } = title;
    const entered = seen.has(unit) ? 'conventions/duplicate-unit' : enter(title, developer);
    seen.add(unit);
    if (typeof entered !== 'string') return [entered];
    issues.push({ code: entered, row, unit });
    return [];
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, register: { units } };
}

/** The unit as it stands on the register, or what keeps it from it. */
function enter(title: UnitTitle, developer: VoterRef): EnteredUnit | TitleIssueCode {
  const { unit, owners, areas, state = 'handed-over', guardians = [] } = title;
  const own = state === 'handed-over';
  if (own && owners.length === 0) return 'conventions/no-owner';
  const basis = bases.find((one) => areas[one] !== undefined);
  const area = basis === undefined ? undefined : areas[basis];
  if (basis === undefined || area === undefined) return 'conventions/no-area';
  if (!Number.isSafeInteger(area) || area <= 0) return 'conventions/invalid-area';
  const coOwners = own ? Array.from(new Set(owners)).sort() : [];
  return {
    unit,
    owner: headOf(title, developer),
    area,
    basis,
    ...(coOwners.length > 1 ? { coOwners } : {}),
    ...(own && guardians.length > 0 ? { guardians } : {}),
  };
}
