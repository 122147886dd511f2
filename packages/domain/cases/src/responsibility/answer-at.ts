import type { MatrixAnswer, PassedPost } from './answer.ts';
import { hasBit } from './bit-set.ts';
import type { CompiledDuty } from './compiled-duty.ts';
import { slotsOf } from './compiled-duty.ts';
import type { ConflictReason, MatrixCell } from './finding.ts';
import type { Frame } from './frame.ts';
import type { MatrixIssue } from './matrix-issue.ts';
import type { CompiledPost, Station } from './station.ts';
import type { Version } from './version.ts';

function checkCell(frame: Frame, version: Version, cell: MatrixCell): readonly MatrixIssue[] {
  const { category, grid, level, hour } = cell;
  const issues: MatrixIssue[] = [];
  if (!frame.tree.leavesOf.has(category))
    issues.push({ code: 'cases/unknown-category', path: ['category'], what: category });
  else if (!frame.tree.leafOf.has(category))
    issues.push({ code: 'cases/inner-category', path: ['category'], what: category });
  if (!version.cells.idOf.has(grid))
    issues.push({ code: 'cases/unknown-grid', path: ['grid'], what: grid });
  if (!frame.levelOf.has(level))
    issues.push({ code: 'cases/unknown-level', path: ['level'], what: level });
  if (!Number.isInteger(hour) || hour < 0 || hour >= frame.slots)
    issues.push({ code: 'cases/hour-out-of-range', path: ['hour'] });
  return issues;
}

/** The rules that speak for a cell: of those that match, those of the lowest rank. */
function speaking(frame: Frame, version: Version, cell: MatrixCell): readonly CompiledDuty[] {
  const { cells } = version;
  const around = new Set<string>();
  for (let at = cells.idOf.get(cell.grid) ?? -1; at >= 0; at = cells.parents[at] as number)
    around.add(cells.codes[at] as string);
  const leaf = frame.tree.leafOf.get(cell.category) as number;
  const level = frame.levelOf.get(cell.level) as number;
  const matching = [...version.duties.values()].filter(
    ({ duty, leaves, levels, hours }) =>
      hasBit(leaves, leaf) &&
      ((levels >>> level) & 1) === 1 &&
      hasBit(hours, cell.hour) &&
      (duty.grids?.some((code) => around.has(code)) ?? true),
  );
  const best = Math.min(...matching.map(({ rank }) => rank));
  return matching.filter(({ rank }) => rank === best);
}

/** Who holds a post, is on duty and not away. */
function answering(frame: Frame, { post }: CompiledPost, hour: number): readonly string[] {
  return post.holders
    .filter(({ holds, onDuty, leave }) => {
      const there = hasBit(slotsOf(frame, holds), hour) && hasBit(slotsOf(frame, onDuty), hour);
      return there && (leave === undefined || !hasBit(slotsOf(frame, leave), hour));
    })
    .map(({ person }) => person);
}

/** The posts of a station that passed a matter on: all, or those of the steps before the one that answers. */
function passedAt({ posts }: Station, hour: number): readonly PassedPost[] {
  const answering = posts.find((post) => hasBit(post.answers, hour));
  return posts
    .filter(({ step }) => answering === undefined || step < answering.step)
    .map(({ post, vacant, away }) => ({
      post: post.id,
      grid: post.grid,
      why: hasBit(vacant, hour) ? 'vacantPost' : hasBit(away, hour) ? 'onLeave' : 'offDuty',
    }));
}

/** The stations that are asked in turn, nearest first, up to the one that answers. */
function asked(frame: Frame, version: Version, role: number, start: number, hour: number) {
  const found: { readonly cell: number; readonly station: Station }[] = [];
  const { stations } = version.roles[role] ?? { stations: [] };
  for (let cell = start; cell >= 0; cell = version.cells.parents[cell] as number) {
    const station = stations[cell];
    if (station) {
      found.push({ cell, station });
      if (hasBit(station.answered, hour) || frame.fallback !== 'anyAbove') break;
    }
    if (frame.fallback === 'none') break;
  }
  return found;
}

/** Who answers for one cell of the matrix, and why. */
export function answerAt(frame: Frame, version: Version, cell: MatrixCell): MatrixAnswer {
  const issues = checkCell(frame, version, cell);
  if (issues.length > 0) return { ok: false, issues };
  const { cells } = version;
  const { hour } = cell;
  const level = frame.levelOf.get(cell.level) as number;
  const place = cells.idOf.get(cell.grid) as number;
  const start = cells.starts[place * frame.levels.length + level] as number;
  const rules = speaking(frame, version, cell);
  const duties = rules.map(({ duty }) => duty.id).sort();
  const way = {
    ok: true,
    duties,
    ...(start < 0 ? {} : { start: cells.codes[start] as string }),
  } as const;
  const [rule] = rules;
  if (!rule) return { ...way, status: 'gap', why: 'noRule', passed: [] };
  const roles = [...new Set(rules.map(({ duty }) => duty.lead))].sort();
  if (roles.length > 1 || (frame.unique && rules.length > 1))
    return { ...way, status: 'conflict', why: 'rules', roles, posts: [], persons: [], passed: [] };
  const role = rule.duty.lead;
  const stops = asked(frame, version, rule.role, start, hour);
  const passed = stops.flatMap(({ station }) => passedAt(station, hour));
  const last = stops.at(-1);
  if (!last || !hasBit(last.station.answered, hour)) {
    const [first] = stops;
    const why = first ? whyAt(first.station, hour) : 'noPost';
    return { ...way, status: 'gap', why, role, passed };
  }
  const { posts, clear, conflicts } = last.station;
  const there = posts.filter((post) => hasBit(post.answers, hour));
  const [best] = there;
  const lowest = there.filter(({ step, rank }) => step === best?.step && rank === best.rank);
  const persons = lowest.flatMap((post) => answering(frame, post, hour));
  const [post] = lowest;
  const [person] = persons;
  if (hasBit(clear, hour) && post && person !== undefined)
    return {
      ...way,
      status: 'answered',
      role,
      post: post.post.id,
      grid: post.post.grid,
      person,
      fellBack: last.cell !== start,
      passed,
    };
  const [cause] = [...conflicts].filter(([, hours]) => hasBit(hours, hour)).map(([own]) => own);
  const why = (cause?.why ?? 'posts') as ConflictReason;
  return {
    ...way,
    status: 'conflict',
    why,
    roles: [role],
    posts: cause?.posts ?? [],
    persons,
    passed,
  };
}

function whyAt(station: Station, hour: number): 'vacantPost' | 'offDuty' | 'onLeave' {
  if (hasBit(station.away, hour)) return 'onLeave';
  return hasBit(station.offDuty, hour) ? 'offDuty' : 'vacantPost';
}
