import { type Assignment, leadOf, type Photo, type Report } from '@civigrid/cases';
import type { DuplicateSuggestion } from '@civigrid/cases/duplicates';
import {
  actorId,
  type CaseId,
  type CommandMeta,
  caseId,
  commandId,
  correlationId,
  DomainError,
  type GridCode,
  gridCode,
  intakeCommandId,
  isDomainError,
  newThingId,
  parseStreamId,
  queue,
  type SubjectRef,
  toHex,
} from '@civigrid/kernel';
import { caseStream, done, perform } from '../case-office.ts';
import type { CaseView } from '../case-view.ts';
import type { LetterDesk } from '../dead-letter-office.ts';
import { refusal } from '../governance-error.ts';
import type { TownDuplicates } from '../options.ts';
import type { CaseOrder } from '../orders.ts';
import { pathOf } from '../responsibility.ts';
import type { TownParts } from '../town-parts.ts';
import { type ReportInput, type ReportPlace, reportFaults } from './report-input.ts';
import { forgetNumber, personalParts, subjectOf } from './reporter.ts';

/** What became of a report. */
export interface ReportAnswer {
  readonly caseId: CaseId;
  /** It opened a case, or joined one about the same matter (并案). */
  readonly outcome: 'opened' | 'merged';
  /** The same report had come before; this is what it led to then. */
  readonly repeated: boolean;
  /** The home grid (属地); absent where the report had no place. */
  readonly grid?: GridCode;
  /** From the root down to the home grid. */
  readonly path: readonly GridCode[];
  /** Who has it now; absent where nobody was assigned yet. */
  readonly lead?: Assignment;
  /** Known matters that it may be another report of, best first. */
  readonly suggestions: readonly DuplicateSuggestion[];
}

/** What the desk stands on. */
export interface ReportDeskPorts {
  readonly parts: TownParts;
  readonly cases: CaseView;
  readonly letters: LetterDesk;
  readonly duplicates: TownDuplicates;
  /** Brings the views up to the log. */
  readonly look: () => Promise<unknown>;
  /** Lets the policies do what follows. */
  readonly settle: () => Promise<void>;
}

/** Takes reports (受理). */
export interface ReportDesk {
  /** Refuses with `governance/invalid-report`, `governance/outside` or `governance/unknown-grid`; what was refused is kept as a dead letter. */
  report(input: ReportInput): Promise<ReportAnswer>;
}

/** What a dead letter keeps of a report: its JSON as text, without the bytes of photos. Escapes in it hold what no text may hold. */
function withoutBytes(input: unknown): string {
  try {
    return JSON.stringify(input, (key, value) => (key === 'bytes' ? undefined : value)) ?? '';
  } catch {
    return typeof input;
  }
}

/** Where a report goes: to a known matter, or to a case of its own. */
interface Target {
  readonly own: CaseId;
  readonly joins?: DuplicateSuggestion;
  readonly place: ReportPlace;
}

/** Opens the desk at which reports come in. */
export function reportDesk(ports: ReportDeskPorts): ReportDesk {
  const { parts, cases, letters, duplicates, look, settle } = ports;
  const { tenant, grid, digest, clock, ids } = parts;
  const { mergeFrom = 0.82 } = duplicates;
  /** Reports that may be of one matter come one after another: the second must find the first. */
  const matters = queue();

  async function refuse(input: ReportInput, key: string, error: DomainError): Promise<never> {
    const { paths = [] } = error.details as { readonly paths?: readonly string[] };
    const [path] = paths;
    const reason = { code: error.code, ...(path === undefined ? {} : { path }) };
    const said = paths.length > 0 ? undefined : input.at;
    const at = said ?? clock.now();
    const kept = { source: 'reports', key, at, reasons: [reason], input: withoutBytes(input) };
    const letter = await letters.keep(kept);
    throw new DomainError(error.code, error.message, { ...error.details, letter });
  }

  function placed({ point, grid: named }: ReportInput): ReportPlace {
    const located = point === undefined ? undefined : grid.locate(point);
    if (located !== undefined) return { grid: located.leaf, path: located.path };
    if (named !== undefined) {
      const code = gridCode(named);
      if (!grid.has(code)) throw refusal('governance/unknown-grid', 'No cell bears this code.');
      return { grid: code, path: grid.path(code) };
    }
    if (point !== undefined)
      throw refusal('governance/outside', 'The place lies in no grid of the town.');
    return { path: pathOf(parts, undefined) };
  }

  async function photographs(
    input: ReportInput,
    subject: SubjectRef,
    id: CaseId,
  ): Promise<readonly Photo[]> {
    const photos: Photo[] = [];
    for (const { type, bytes } of input.photos ?? []) {
      const media = await parts.media.put(bytes, { tenant, stream: caseStream(id), subject, type });
      photos.push({ media, mediaType: type, hash: toHex(digest.sha256(bytes)) });
    }
    return photos;
  }

  function suggestions({ point, category, text }: ReportInput, at: number) {
    return point === undefined ? [] : cases.suggest({ category, point, at, words: text });
  }

  function candidates({ point, accuracyMetres }: ReportInput): Pick<Report, 'candidates'> {
    if (point === undefined || accuracyMetres === undefined) return {};
    const found = grid.locateWithin(point, accuracyMetres).slice(0, 5);
    return { candidates: found.map(({ leaf, probability }) => ({ grid: leaf, probability })) };
  }

  /** A case begins at the level of its own cell; one without a place at the top. */
  function levelOf({ grid: code, path }: ReportPlace): Pick<Report, 'level'> {
    const cell = code ?? path[0];
    const level = cell === undefined ? undefined : String(grid.levelOf(cell) ?? '');
    return level !== undefined && parts.levels.includes(level) ? { level } : {};
  }

  async function answer(
    id: CaseId,
    given: Pick<ReportAnswer, 'outcome' | 'repeated' | 'suggestions'>,
  ): Promise<ReportAnswer> {
    await settle();
    const state = cases.get(id)?.state;
    const lead = state && leadOf(state);
    const home = state?.grid;
    return {
      caseId: id,
      ...given,
      ...(home === undefined ? {} : { grid: home }),
      path: pathOf(parts, home),
      ...(lead === undefined ? {} : { lead }),
    };
  }

  /** What the same command led to before. */
  async function before(meta: CommandMeta): Promise<ReportAnswer | undefined> {
    const [entry] = (await parts.store.first(tenant, meta.id)) ?? [];
    const named = entry === undefined ? undefined : parseStreamId(entry.stream);
    if (entry === undefined || named === undefined) return undefined;
    const outcome = entry.versions[0] === 1 ? 'opened' : 'merged';
    return answer(caseId(named.id), { outcome, repeated: true, suggestions: [] });
  }

  /** What the report is to be: one more of a known matter, or a case of its own. */
  async function written(
    input: ReportInput,
    target: Target,
    subject: SubjectRef,
  ): Promise<{ readonly case: CaseId; readonly order: CaseOrder }> {
    const { own, joins: suggestion, place } = target;
    const { category, severity, source = 'resident' } = input;
    const id = suggestion?.case ?? own;
    const photos = await photographs(input, subject, id);
    const said = { source, photos, reporter: subject, personal: personalParts(input, subject) };
    if (suggestion !== undefined)
      return { case: id, order: { type: 'merge', report: own, ...said, suggestion } };
    const order: CaseOrder = {
      type: 'report',
      case: own,
      category,
      levels: parts.levels,
      ...(parts.budgets === undefined ? {} : { budgets: parts.budgets }),
      ...said,
      ...(place.grid === undefined ? {} : { grid: place.grid }),
      ...(severity === undefined ? {} : { severity }),
      ...candidates(input),
      ...levelOf(place),
    };
    return { case: id, order };
  }

  async function recorded(input: ReportInput, meta: CommandMeta, target: Target): Promise<CaseId> {
    const subject = await subjectOf(parts, input);
    const task = await written(input, target, subject);
    const actor = actorId(`${input.source ?? 'resident'}:${subject}`);
    const by = { ...meta, actor, correlation: correlationId(task.case) };
    try {
      done(await perform(parts, cases, by, task));
      return task.case;
    } catch (error) {
      await unwritten(task.order);
      const otherwise = await elsewhere(error, input, target, subject);
      if (otherwise === undefined) throw error;
      return recorded(input, meta, otherwise);
    }
  }

  /** Photos of a report that was not taken belong to nothing. */
  async function unwritten(order: CaseOrder): Promise<void> {
    const photos = 'photos' in order ? (order.photos ?? []) : [];
    for (const { media } of photos) await parts.media.destroy(media);
  }

  /** How a report is taken that could not be taken so: by a stranger, or as a case of its own. */
  async function elsewhere(
    error: unknown,
    input: ReportInput,
    { joins, ...own }: Target,
    subject: SubjectRef,
  ): Promise<Target | undefined> {
    if (isDomainError(error, 'cases/not-open') && joins !== undefined) return own;
    if (!isDomainError(error, 'kernel/subject-forgotten')) return undefined;
    // Who was forgotten and comes again is a stranger, and welcome.
    const known = await forgetNumber(parts, input, subject);
    return known ? { ...own, ...(joins === undefined ? {} : { joins }) } : undefined;
  }

  async function taken(input: ReportInput, meta: CommandMeta): Promise<ReportAnswer> {
    const known = await before(meta);
    if (known !== undefined) return known;
    const place = placed(input);
    await look();
    const found = suggestions(input, meta.at);
    const best = found.find(({ closed }) => !closed);
    const own = caseId(newThingId(tenant, meta.id, 'case', input.at ?? 0, digest));
    const joins = best !== undefined && best.score >= mergeFrom ? { joins: best } : {};
    const id = await recorded(input, meta, { own, place, ...joins });
    await look();
    const outcome = id === own ? 'opened' : 'merged';
    return answer(id, { outcome, repeated: false, suggestions: found });
  }

  function metaOf(input: ReportInput, key: string): CommandMeta {
    const { id: message, at = clock.now(), source = 'resident' } = input;
    // No time in it: a gateway that sends again may stamp anew.
    const intake = { source: `reports/${source}`, message: message ?? '' };
    const id = message === undefined ? commandId(key) : intakeCommandId(tenant, intake, digest);
    return { id, tenant, at, actor: actorId(source), correlation: correlationId(id) };
  }

  function matterOf({ category, id }: ReportInput): readonly string[] {
    const parent = category.slice(0, Math.max(0, category.lastIndexOf('.')));
    return [`matter/${parent}`, ...(id === undefined ? [] : [`message/${id}`])];
  }

  return {
    report: async (input) => {
      const paths = reportFaults(input);
      const named = paths.includes('/id') ? undefined : input?.id;
      const key = named ?? ids.next();
      if (paths.length > 0) {
        const message = 'The report cannot be taken as it is.';
        return refuse(input, key, refusal('governance/invalid-report', message, { paths }));
      }
      const meta = metaOf(input, key);
      try {
        return await matters.run(matterOf(input), () => taken(input, meta));
      } catch (error) {
        return isDomainError(error) ? refuse(input, key, error) : Promise.reject(error);
      }
    },
  };
}
