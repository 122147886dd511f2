import { refuse } from '../error-code.ts';
import type { ConventionKind } from './convention-kind.ts';
import { inForce } from './presets.ts';
import type { RuleId } from './rule-id.ts';
import type { StatuteId } from './statute-id.ts';

/** Who makes a convention, and what becomes of it, without the words of the law (公约的制定). */
export interface Making {
  readonly kind: ConventionKind;
  readonly from: string;
  readonly until?: string;
  /** The rule under which it is voted. */
  readonly rule: RuleId;
  /** Who may vote on it besides, once authorised (授权), and by whom. */
  readonly delegates: readonly { readonly rule: RuleId; readonly by: RuleId }[];
  /** Rules of bodies that may not make it though they decide other things. */
  readonly never: readonly RuleId[];
  /** Whether the law has it filed (备案). */
  readonly filed: boolean;
  /** The sentence that says who makes it comes first. */
  readonly statutes: readonly StatuteId[];
}

const makings: readonly Making[] = [
  {
    kind: 'residents',
    from: '2018-12-29',
    until: '2025-12-31',
    rule: 'residents-meeting',
    delegates: [],
    never: [],
    filed: true,
    statutes: ['residents-2018-15', 'residents-2018-9', 'residents-2018-9.forms'],
  },
  {
    kind: 'residents',
    from: '2026-01-01',
    rule: 'residents-meeting',
    delegates: [{ rule: 'residents-representatives', by: 'residents-meeting' }],
    never: [],
    filed: true,
    statutes: [
      'residents-2026-30',
      'residents-2026-30.party',
      'residents-2026-32',
      'residents-2026-31.limits',
      'residents-2026-31.filing',
    ],
  },
  {
    kind: 'village',
    from: '2018-12-29',
    until: '2025-12-31',
    rule: 'villagers-meeting',
    delegates: [],
    never: ['villagers-representatives', 'villagers-group-meeting'],
    filed: true,
    statutes: ['villagers-2018-27'],
  },
  {
    kind: 'village',
    from: '2026-01-01',
    rule: 'villagers-meeting',
    delegates: [],
    never: ['villagers-representatives', 'villagers-group-meeting'],
    filed: true,
    statutes: ['villagers-2026-31'],
  },
  {
    kind: 'owners',
    from: '2018-03-19',
    until: '2020-12-31',
    rule: 'property-regulation-12',
    delegates: [],
    never: [],
    filed: false,
    statutes: ['property-2018-12.quorum', 'property-2018-12.passing'],
  },
  {
    kind: 'owners',
    from: '2021-01-01',
    rule: 'civil-code-278',
    delegates: [],
    never: [],
    filed: false,
    statutes: ['civil-code-278.matters', 'civil-code-278.quorum', 'civil-code-278.ordinary'],
  },
];

/** Who may make a convention on a day; refused with `conventions/not-in-force` before the texts quoted here. */
export function makingOn(kind: ConventionKind, asOf: string): Making {
  const found = makings.find((one) => one.kind === kind && inForce(one, asOf));
  if (found === undefined)
    throw refuse('not-in-force', 'No text quoted here held on that day.', { kind, asOf });
  return found;
}
