/** Ranks as ascending half-open spans that do not touch: `[from, until, from, until, …]`. */
export type Spans = readonly number[];

/** Spans in any order, overlapping or touching, as one list. */
export function union(parts: readonly Spans[]): Spans {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const pairs: (readonly [from: number, until: number])[] = [];
  for (const part of parts)
    for (let i = 0; i < part.length; i += 2)
      if ((part[i] as number) < (part[i + 1] as number))
        pairs.push([part[i] as number, part[i + 1] as number]);
  pairs.sort((a, b) => a[0] - b[0]);
  const all: number[] = [];
  for (const [from, until] of pairs) {
    const last = all.length - 1;
    if (last > 0 && from <= (all[last] as number)) all[last] = Math.max(all[last] as number, until);
    else all.push(from, until);
  }
  return all;
}

/** What lies in both. */
export function intersection(a: Spans, b: Spans): Spans {
  const both: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i] as number, b[j] as number);
    const until = Math.min(a[i + 1] as number, b[j + 1] as number);
    if (from < until) both.push(from, until);
    if ((a[i + 1] as number) < (b[j + 1] as number)) i += 2;
    else j += 2;
  }
  return both;
}

/** What lies in the first and not in the second. */
export function difference(a: Spans, b: Spans): Spans {
  const rest: number[] = [];
  for (let i = 0, j = 0; i < a.length; i += 2) {
    let from = a[i] as number;
    const until = a[i + 1] as number;
    while (j > 0 && (b[j - 1] as number) > from) j -= 2;
    while (j < b.length && (b[j + 1] as number) <= from) j += 2;
    for (; j < b.length && (b[j] as number) < until; j += 2) {
      if (from < (b[j] as number)) rest.push(from, b[j] as number);
      from = Math.max(from, b[j + 1] as number);
    }
    if (from < until) rest.push(from, until);
  }
  return rest;
}

/** Whether both have a rank in common. */
export function meet(a: Spans, b: Spans): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if ((a[i + 1] as number) <= (b[j] as number)) i += 2;
    else if ((b[j + 1] as number) <= (a[i] as number)) j += 2;
    else return true;
  }
  return false;
}

/** Whether a rank lies in them. */
export function lies(spans: Spans, rank: number): boolean {
  for (let i = 0; i < spans.length; i += 2)
    if (rank >= (spans[i] as number) && rank < (spans[i + 1] as number)) return true;
  return false;
}
