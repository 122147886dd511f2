import type { CaseId, SubjectRef } from '@civigrid/kernel';
import { distanceMetres } from '@civigrid/spatial';
import { type PlaceRaster, placeRaster } from '../place-raster.ts';
import { isPoint, type Point } from '../point.ts';
import {
  checkPolicy,
  type DuplicatePolicy,
  type DuplicateReach,
  defaultDuplicatePolicy,
  defaultDuplicateWeights,
  familyOf,
  kinship,
  reachOf,
  widestReach,
} from './duplicate-policy.ts';
import {
  type Comparison,
  type DuplicateSuggestion,
  scoreOf,
  scoreParts,
} from './duplicate-suggestion.ts';
import { wordPieces } from './word-pieces.ts';
import { wordWeights } from './word-weights.ts';

/** A report that may be another one of a known matter; its exact point and words are opened into memory for this purpose only. */
export interface DuplicateCandidate {
  readonly category: string;
  readonly point: Point;
  /** UTC milliseconds. */
  readonly at: number;
  /** What the reporter said. */
  readonly words?: string;
  /** The case that the report is already, where it is one: no case is its own duplicate. */
  readonly case?: CaseId;
}

/** An open or just closed case to compare with, as it was first reported. */
export interface ComparedCase extends DuplicateCandidate {
  readonly case: CaseId;
  /** Whose words and place these are. */
  readonly subject?: SubjectRef;
  /** The matter itself is public (a manhole cover): forgetting the reporter leaves its place. */
  readonly publicPlace?: boolean;
  /** UTC milliseconds; an open case has none. */
  readonly closedAt?: number;
}

/** Open and just closed cases by place, time, category and words, in memory only (重复件检索). */
export interface DuplicateIndex {
  /** How many cases it holds. */
  readonly size: number;
  /** Takes a case in, in the place of what it knew of it; a case whose point or time is none leaves. */
  put(known: ComparedCase): void;
  /** A case was closed: it is suggested for as long as the policy says; without an instant it is open again. */
  close(id: CaseId, at: number | undefined): void;
  /** Forgets a case. */
  drop(id: CaseId): void;
  /** Erasure (删除): exact places and words of a person leave at once, of one case or of all. */
  forget(subject: SubjectRef, only?: CaseId): void;
  /** Forgets what no report from an instant (UTC milliseconds) on could be a duplicate of. */
  expire(at: number): void;
  /**
   * Cases that may be the same matter as a report, best first: of the same or a sibling category, near enough in place
   * and time. Suggests only; a person, or a policy that a town has chosen, decides to merge.
   */
  suggest(report: DuplicateCandidate): readonly DuplicateSuggestion[];
}

/** Codes with one parent, by their places. */
interface Family {
  readonly places: PlaceRaster<Entry>;
  readonly widest: Required<DuplicateReach>;
}

interface Entry {
  readonly case: CaseId;
  readonly category: string;
  readonly point: Point;
  readonly at: number;
  readonly family: Family;
  readonly publicPlace: boolean;
  subject: SubjectRef | undefined;
  pieces: Int32Array | undefined;
  closedAt: number | undefined;
}

const byScore = (a: DuplicateSuggestion, b: DuplicateSuggestion) =>
  b.score - a.score || (a.case < b.case ? -1 : 1);

function piecesOf(words: string | undefined): Int32Array | undefined {
  const pieces = wordPieces(words ?? '');
  return pieces.length === 0 ? undefined : pieces;
}

/** Makes an empty index under a policy. Refuses with `cases/invalid-duplicate-policy`, the path in its details. */
export function duplicateIndex(policy: DuplicatePolicy = defaultDuplicatePolicy): DuplicateIndex {
  checkPolicy(policy);
  const { minimumScore, weights = defaultDuplicateWeights } = policy;
  const entries = new Map<CaseId, Entry>();
  const families = new Map<string, Family>();
  const bySubject = new Map<SubjectRef, Set<Entry>>();
  const words = wordWeights();

  function familyFor(category: string): Family {
    const name = familyOf(category);
    const known = families.get(name);
    if (known !== undefined) return known;
    const widest = widestReach(name, policy);
    const family = { widest, places: placeRaster<Entry>(widest.radiusMetres) };
    families.set(name, family);
    return family;
  }

  /** Takes away what ties an entry to a person: words, and whose they were. */
  function unsay(entry: Entry): void {
    const { subject, pieces } = entry;
    if (pieces !== undefined) words.remove(pieces);
    entry.pieces = undefined;
    entry.subject = undefined;
    if (subject === undefined) return;
    const theirs = bySubject.get(subject);
    theirs?.delete(entry);
    if (theirs?.size === 0) bySubject.delete(subject);
  }

  function remove(entry: Entry | undefined): void {
    if (entry === undefined) return;
    unsay(entry);
    entry.family.places.remove(entry, entry.point);
    entries.delete(entry.case);
  }

  function put(known: ComparedCase): void {
    const { case: id, category, at, subject, publicPlace = false, closedAt } = known;
    remove(entries.get(id));
    if (!isPoint(known.point) || !Number.isFinite(at)) return;
    const point: Point = [known.point[0], known.point[1]];
    const pieces = piecesOf(known.words);
    const family = familyFor(category);
    const place = { case: id, category, point, at, family, publicPlace };
    const entry: Entry = { ...place, subject, pieces, closedAt };
    entries.set(id, entry);
    family.places.put(entry, point);
    if (pieces !== undefined) words.add(pieces);
    if (subject === undefined) return;
    const theirs = bySubject.get(subject);
    if (theirs === undefined) bySubject.set(subject, new Set([entry]));
    else theirs.add(entry);
  }

  /** Whether a report could still be told about a closed case. */
  const known = ({ closedAt }: Entry, at: number, { afterClosureMs }: DuplicateReach) =>
    closedAt === undefined || (afterClosureMs !== undefined && at - closedAt <= afterClosureMs);

  /** How a report lies to a case; undefined where they cannot be the same matter. */
  function compared(
    { category, point, at, case: own }: DuplicateCandidate,
    entry: Entry,
    reach: DuplicateReach,
  ): Omit<Comparison, 'likeness'> | undefined {
    const apartMs = Math.abs(at - entry.at);
    const kin = kinship(category, entry.category);
    if (kin === undefined || !(apartMs <= reach.windowMs) || !known(entry, at, reach)) return;
    const metres = distanceMetres(point, entry.point);
    if (metres > reach.radiusMetres || entry.case === own) return;
    return { category: kin, metres, apartMs };
  }

  function suggest(report: DuplicateCandidate): readonly DuplicateSuggestion[] {
    const { category, point } = report;
    const family = families.get(familyOf(category));
    const found: DuplicateSuggestion[] = [];
    if (family === undefined || !isPoint(point)) return found;
    const reach = reachOf(category, policy);
    const pieces = piecesOf(report.words);
    const likeness = pieces === undefined ? undefined : words.likenessTo(pieces);
    for (const entry of family.places.near(point, reach.radiusMetres)) {
      const lie = compared(report, entry, reach);
      if (lie === undefined) continue;
      const alike = entry.pieces === undefined ? undefined : likeness?.(entry.pieces);
      const comparison: Comparison = { ...lie, likeness: alike };
      const score = scoreOf(comparison, reach, weights);
      if (score < minimumScore) continue;
      found.push({
        case: entry.case,
        score,
        category: lie.category,
        distanceMetres: Math.round(lie.metres),
        closed: entry.closedAt !== undefined,
        parts: scoreParts(comparison, reach, weights),
      });
    }
    return found.sort(byScore);
  }

  return {
    get size() {
      return entries.size;
    },
    put,
    close: (id, at) => {
      const entry = entries.get(id);
      if (entry === undefined) return;
      if (at !== undefined && entry.family.widest.afterClosureMs < 0) remove(entry);
      else entry.closedAt = at;
    },
    drop: (id) => remove(entries.get(id)),
    forget: (subject, only) => {
      for (const entry of bySubject.get(subject) ?? [])
        if (only !== undefined && entry.case !== only) continue;
        else if (entry.publicPlace) unsay(entry);
        else remove(entry);
    },
    expire: (at) => {
      for (const entry of entries.values()) {
        const { windowMs, afterClosureMs } = entry.family.widest;
        const since = entry.closedAt === undefined ? 0 : at - entry.closedAt - afterClosureMs;
        if (at - entry.at > windowMs || since > 0) remove(entry);
      }
    },
    suggest,
  };
}
