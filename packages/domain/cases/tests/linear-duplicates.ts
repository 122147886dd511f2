import type {
  ComparedCase,
  DuplicateCandidate,
  DuplicatePolicy,
  DuplicateReach,
} from '@civigrid/cases/duplicates';
import { defaultDuplicateWeights } from '@civigrid/cases/duplicates';
import type { CaseId, SubjectRef } from '@civigrid/kernel';
import { distanceMetres } from '@civigrid/spatial';

/** What the naive search says of a case. */
export interface LinearSuggestion {
  readonly case: CaseId;
  readonly score: number;
  readonly distanceMetres: number;
  readonly closed: boolean;
}

/** The pieces of a text as texts: read off the README, not off the engine. */
function naivePieces(text: string): ReadonlySet<string> {
  const half = text
    .slice(0, 2000)
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toLowerCase();
  const pieces = new Set<string>();
  for (const [run] of half.matchAll(/[\u4e00-\u9fff]+|[a-z\u00c0-\u024f]+|\d+/g)) {
    if (/^\d/.test(run)) pieces.add(run);
    else if (/^[\u4e00-\u9fff]/.test(run))
      for (let i = 0; i < Math.max(1, run.length - 1); i++) pieces.add(run.slice(i, i + 2));
    else for (let i = 0; i < run.length; i++) pieces.add(`^${run}^`.slice(i, i + 3));
  }
  return pieces;
}

const parent = (code: string) => code.split('.').slice(0, -1).join('.');

function reachFor(category: string, policy: DuplicatePolicy): DuplicateReach {
  const held = policy.byCategory.filter((each) => `${category}.`.startsWith(`${each.category}.`));
  return held.toSorted((a, b) => b.category.length - a.category.length)[0] ?? policy.reach;
}

/** The same promises as `duplicateIndex`, kept by looking at every case. */
export function linearDuplicates(policy: DuplicatePolicy) {
  const cases = new Map<CaseId, ComparedCase>();
  const pieces = new Map<CaseId, ReadonlySet<string>>();
  let counted: { readonly texts: number; readonly of: Map<string, number> } | undefined;
  const { category: c, distance: d, time: t, words: w } = policy.weights ?? defaultDuplicateWeights;

  function frequencies() {
    if (counted !== undefined) return counted;
    const of = new Map<string, number>();
    const all = [...pieces.values()].filter((set) => set.size > 0);
    for (const set of all) for (const piece of set) of.set(piece, (of.get(piece) ?? 0) + 1);
    counted = { texts: all.length, of };
    return counted;
  }
  function weigh(piece: string): number {
    const { texts, of } = frequencies();
    let weight = 0;
    for (let n = (texts + 1) / ((of.get(piece) ?? 0) + 1); n >= 1; n /= 2) weight++;
    return weight;
  }
  function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number | undefined {
    if (one.size === 0 || other.size === 0) return undefined;
    const sum = (set: Iterable<string>) => [...set].reduce((all, piece) => all + weigh(piece), 0);
    const shared = sum([...one].filter((piece) => other.has(piece)));
    return shared === 0 ? 0 : shared / Math.sqrt(sum(one) * sum(other));
  }

  return {
    put(known: ComparedCase) {
      cases.set(known.case, known);
      pieces.set(known.case, naivePieces(known.words ?? ''));
      counted = undefined;
    },
    close(id: CaseId, at: number | undefined) {
      const known = cases.get(id);
      if (known === undefined) return;
      const { closedAt: _, ...open } = known;
      cases.set(id, at === undefined ? open : { ...open, closedAt: at });
    },
    drop(id: CaseId) {
      cases.delete(id);
      pieces.delete(id);
      counted = undefined;
    },
    forget(subject: SubjectRef) {
      for (const known of [...cases.values()].filter((each) => each.subject === subject)) {
        const { words: _, subject: __, ...rest } = known;
        if (known.publicPlace) this.put(rest);
        else this.drop(known.case);
      }
    },
    suggest(report: DuplicateCandidate): readonly LinearSuggestion[] {
      const {
        radiusMetres,
        windowMs,
        afterClosureMs = -Infinity,
      } = reachFor(report.category, policy);
      const mine = naivePieces(report.words ?? '');
      const found: LinearSuggestion[] = [];
      for (const known of cases.values()) {
        const same = known.category === report.category;
        const kin =
          same ||
          (parent(report.category) !== '' && parent(report.category) === parent(known.category));
        const apart = Math.abs(report.at - known.at);
        if (!kin || apart > windowMs || known.case === report.case) continue;
        if (known.closedAt !== undefined && report.at - known.closedAt > afterClosureMs) continue;
        const metres = distanceMetres(report.point, known.point);
        if (!(metres <= radiusMetres)) continue;
        const alike = likeness(mine, pieces.get(known.case) ?? new Set());
        const said = alike === undefined ? 0 : w;
        const near = (far: number, reach: number) => (far === 0 ? 1 : 1 - far / reach);
        const sum =
          c * (same ? 1 : 0.5) +
          d * near(metres, radiusMetres) +
          t * near(apart, windowMs) +
          said * (alike ?? 0);
        const score = Math.round((sum / (c + d + t + said)) * 1000) / 1000;
        if (score < policy.minimumScore) continue;
        const distance = Math.round(metres);
        const closed = known.closedAt !== undefined;
        found.push({ case: known.case, score, distanceMetres: distance, closed });
      }
      return found.sort((a, b) => b.score - a.score || (a.case < b.case ? -1 : 1));
    },
  };
}
