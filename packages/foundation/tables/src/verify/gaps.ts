import { type Spans, union } from '../space/spans.ts';
import { type Box, boxWithout, type RuleBoxes, replaced, ruleLie, wholeBox } from './rule-boxes.ts';
import { type Budget, uncovered } from './uncovered.ts';

/** What no rule covers, as far as it was found. */
export interface Gaps {
  /** Boxes apart from each other. */
  readonly boxes: readonly Box[];
  /** Whether these are all: neither was the list cut nor did the budget end. */
  readonly isWhole: boolean;
  /** Whether the budget ended. */
  readonly isUndecided: boolean;
}

/** Within which limits gaps are looked for. */
export interface GapSearch {
  readonly boxes: RuleBoxes;
  /** The rules, by slot; those that name another input cover nothing for sure. */
  readonly rules: ArrayLike<number>;
  readonly budget: Budget;
  /** How many are enough. */
  readonly most: number;
}

/** All that the rules leave uncovered. */
export function gapsOf(search: GapSearch): Gaps {
  return gapsIn(search, wholeBox(search.boxes));
}

/** What the rules leave uncovered of a box. */
function gapsIn({ boxes, rules, budget, most }: GapSearch, box: Box): Gaps {
  const found: Box[] = [];
  const isDecided = uncovered({
    boxes,
    box,
    rules: Array.from(rules).filter((slot) => boxes.vague[slot] === 0),
    budget,
    found: (left) => {
      found.push(left);
      return found.length <= most;
    },
  });
  const isCut = found.length > most;
  return {
    boxes: joined(isCut ? found.slice(0, most) : found),
    isWhole: isDecided && !isCut,
    isUndecided: !isDecided,
  };
}

/** The gaps after some boxes were given up and others covered; `search` knows the rules that are left. */
export function gapsAfter(
  gaps: Gaps,
  search: GapSearch,
  { given, taken }: { readonly given: readonly Box[]; readonly taken: readonly Box[] },
): Gaps {
  if (!gaps.isWhole) return gapsOf(search);
  const { boxes, budget, most } = search;
  let left: readonly Box[] = gaps.boxes;
  for (const box of taken) left = left.flatMap((gap) => boxWithout(gap, box));
  const all = [...left];
  for (const [i, box] of given.entries()) {
    const rules = Array.from(search.rules).filter((slot) => ruleLie(boxes, slot, box) !== 0);
    // Boxes that were given up before this one have been looked through.
    let parts: readonly Box[] = [box];
    for (const earlier of given.slice(0, i))
      parts = parts.flatMap((part) => boxWithout(part, earlier));
    const fresh: Box[] = [];
    for (const part of parts) {
      const found = gapsIn({ boxes, rules, budget, most }, part);
      if (!found.isWhole)
        return { ...found, boxes: [...all, ...fresh, ...found.boxes].slice(0, most) };
      fresh.push(...found.boxes);
    }
    all.push(...joined(fresh));
  }
  if (all.length <= most) return { boxes: all, isWhole: true, isUndecided: false };
  return { boxes: all.slice(0, most), isWhole: false, isUndecided: false };
}

/** Joins boxes that differ in one column only, as long as there are any. */
export function joined(boxes: readonly Box[]): readonly Box[] {
  let all = boxes;
  for (let before = -1; before !== all.length; ) {
    before = all.length;
    for (let at = 0; at < (all[0]?.length ?? 0); at++) all = joinedIn(all, at);
  }
  return all;
}

function joinedIn(boxes: readonly Box[], column: number): readonly Box[] {
  const groups = new Map<string, { readonly box: Box; readonly parts: Spans[] }>();
  for (const box of boxes) {
    const key = box.map((spans, at) => (at === column ? '' : spans.join())).join(';');
    const group = groups.get(key);
    if (group) group.parts.push(box[column] as Spans);
    else groups.set(key, { box, parts: [box[column] as Spans] });
  }
  return Array.from(groups.values(), ({ box, parts }) =>
    parts.length === 1 ? box : replaced(box, column, union(parts)),
  );
}
