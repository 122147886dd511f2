import type { ActorId, EventId, GridCode, SealedPart, SubjectRef } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import { checkedCount, checkedInstant } from '../record/checked.ts';
import type { SealedBox } from '../record/sealed-box.ts';
import {
  type BookletSection,
  bookletSections,
  type EnvironmentFact,
  type KnownHousehold,
} from './household-state.ts';
import { isDone, type OpenHelp } from './visit.ts';

/** What a page of the booklet depends on besides the household: data of a town. */
export interface BookletRules {
  /** How many days a section stays confirmed; one without a number is never due. */
  readonly confirmEveryDays: Readonly<Partial<Record<BookletSection, number>>>;
  /** For which purposes of reading a box may be opened, by the purpose for which it was sealed; a box that is not named opens for none. */
  readonly opensFor: ReadonlyMap<string, readonly string[]>;
}

/** A box on the page: what is there, and for which purposes of reading it may be opened; never its value. */
export interface BookletBox {
  readonly purpose: string;
  readonly opensFor: readonly string[];
  readonly event: EventId;
  readonly schema: number;
  readonly sealed: SealedPart;
}

/** How a section stands with being checked (核实情况). */
export interface SectionStanding {
  readonly section: BookletSection;
  /** The last check: UTC milliseconds, and by whom; left out before the first. */
  readonly last?: { readonly at: number; readonly by: ActorId };
  /** When it is to be checked next: UTC milliseconds; left out where never, as in a closed household. */
  readonly due?: number;
  readonly isDue: boolean;
}

/** The page of a household (一册): household, persons, flat; nothing on it was opened. */
export interface Booklet {
  readonly household: string;
  readonly open: boolean;
  readonly grid: GridCode;
  /** UTC milliseconds. */
  readonly since: number;
  readonly address: readonly BookletBox[];
  readonly persons: readonly {
    readonly subject: SubjectRef;
    readonly since: number;
    readonly boxes: readonly BookletBox[];
  }[];
  readonly environment: readonly EnvironmentFact[];
  readonly sections: readonly SectionStanding[];
  /** The last visit of each kind that took place: UTC milliseconds. */
  readonly services: readonly { readonly kind: string; readonly last: number }[];
  /** What was promised and is still open. */
  readonly helps: readonly OpenHelp[];
}

function boxed(boxes: readonly SealedBox[], { opensFor }: BookletRules): readonly BookletBox[] {
  return boxes.map(({ event, schema, sealed }) => ({
    purpose: sealed.purpose,
    opensFor: opensFor.get(sealed.purpose) ?? [],
    event,
    schema,
    sealed,
  }));
}

function standing(
  section: BookletSection,
  { confirmations, since, status }: KnownHousehold,
  { confirmEveryDays }: BookletRules,
  at: number,
): SectionStanding {
  const found = confirmations.find((each) => each.section === section);
  const last = found && { last: { at: found.at, by: found.by } };
  const days = confirmEveryDays[section];
  if (days === undefined || status === 'closed') return { section, ...last, isDue: false };
  const every = checkedCount(days, `/confirmEveryDays/${section}`, { least: 1, most: 36_500 });
  const due = (found?.at ?? since) + every * dayMs;
  return { section, ...last, due, isDue: due <= at };
}

/**
 * The page of a household as data at an instant: what is there, which boxes may be opened for which purpose, what is
 * due for confirmation. Whoever shows it opens boxes one by one, for a reader and a purpose, through the vault.
 * Refuses with `people/not-a-count` a number of days outside 1 to 36,500.
 */
export function booklet(state: KnownHousehold, at: number, rules: BookletRules): Booklet {
  checkedInstant(at, '/at');
  const services = new Map<string, number>();
  for (const visit of state.visits)
    if (isDone(visit))
      services.set(
        visit.kind,
        Math.max(visit.visitedAt, services.get(visit.kind) ?? visit.visitedAt),
      );
  return {
    household: state.household,
    open: state.status === 'open',
    grid: state.grid,
    since: state.since,
    address: boxed(state.boxes, rules),
    persons: state.members.map(({ subject, since, boxes }) => ({
      subject,
      since,
      boxes: boxed(boxes, rules),
    })),
    environment: state.environment,
    sections: bookletSections.map((section) => standing(section, state, rules, at)),
    services: [...services].map(([kind, last]) => ({ kind, last })),
    helps: state.helps,
  };
}
