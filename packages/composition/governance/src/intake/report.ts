import {
  type Assignment,
  type CaseCommand,
  type DuplicateSuggestion,
  defaultDuplicatePolicy,
  type Photo,
  type Report,
  reportPurposes,
  suggestDuplicates,
} from '@civigrid/cases';
import {
  actorId,
  type CaseId,
  type CommandMeta,
  caseId,
  commandId,
  correlationId,
  type DomainError,
  type GridCode,
  gridCode,
  intakeCommandId,
  isDomainError,
  newThingId,
  type PersonalPart,
  parseStreamId,
  type SubjectRef,
  subjectRef,
  toHex,
} from '@civigrid/kernel';
import { caseStream, perform } from '../case-office.ts';
import type { CaseView } from '../case-view.ts';
import type { DeadLetterOffice } from '../dead-letter-office.ts';
import { type GovernanceErrorCode, refusal } from '../governance-error.ts';
import type { TownDuplicates } from '../options.ts';
import type { CaseOrder } from '../orders.ts';
import { pathOf } from '../responsibility.ts';
import type { TownParts } from '../town-parts.ts';
import { type ReportInput, type ReportPlace, reportFaults } from './report-input.ts';

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
  readonly letters: DeadLetterOffice;
  readonly duplicates: TownDuplicates;
  /** Lets the policies do what follows. */
  readonly settle: () => Promise<void>;
}

/** Takes reports (受理). */
export interface ReportDesk {
  /** Refuses with `governance/invalid-report`, `governance/outside` or `governance/unknown-grid`; what was refused is kept as a dead letter. */
  report(input: ReportInput): Promise<ReportAnswer>;
}

const misplaced: readonly GovernanceErrorCode[] = ['governance/outside', 'governance/unknown-grid'];

/** What a dead letter keeps of a report: its JSON as text, without the bytes of photos. Escapes in it hold what no text may hold. */
function withoutBytes(input: unknown): string {
  try {
    return JSON.stringify(input, (key, value) => (key === 'bytes' ? undefined : value)) ?? '';
  } catch {
    return typeof input;
  }
}

/** Opens the desk at which reports come in. */
export function reportDesk(ports: ReportDeskPorts): ReportDesk {
  const { parts, cases, letters, duplicates, settle } = ports;
  const { tenant, grid, digest, clock, ids } = parts;
  const { policy = defaultDuplicatePolicy, mergeFrom = 0.9 } = duplicates;

  async function refuse(
    input: ReportInput,
    key: string,
    error: DomainError<GovernanceErrorCode>,
  ): Promise<never> {
    const path = (error.details as { readonly paths?: readonly string[] }).paths?.[0];
    const reason = { code: error.code, ...(path === undefined ? {} : { path }) };
    const at = Number.isInteger(input?.at) ? (input.at as number) : clock.now();
    const kept = { source: 'reports', key, at, reasons: [reason], input: withoutBytes(input) };
    const letter = await letters.keep(kept);
    throw refusal(error.code, error.message, { ...error.details, letter });
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

  async function subjectOf({ reporter }: ReportInput, id: CaseId): Promise<SubjectRef> {
    const phone = reporter?.phone;
    return phone === undefined
      ? subjectRef(`anonymous:${id}`)
      : parts.subjects.put(tenant, 'phone', phone);
  }

  function personal(input: ReportInput, subject: SubjectRef): readonly PersonalPart[] {
    const { text, point, accuracyMetres, reporter, attributes } = input;
    const list: PersonalPart[] = [];
    if (text !== '') list.push({ subject, purpose: reportPurposes.statement, value: text });
    if (point !== undefined) {
      list.push({ subject, purpose: reportPurposes.place, value: [...point] });
      if (accuracyMetres !== undefined)
        list.push({ subject, purpose: 'accuracy', value: accuracyMetres });
    }
    if (reporter?.phone !== undefined)
      list.push({ subject, purpose: reportPurposes.callBack, value: { ...reporter } });
    else if (reporter?.name !== undefined)
      list.push({ subject, purpose: 'reporter', value: { ...reporter } });
    if (attributes !== undefined) list.push({ subject, purpose: 'attributes', value: attributes });
    return list;
  }

  function suggestions(input: ReportInput, at: number): readonly DuplicateSuggestion[] {
    const { point, category } = input;
    if (point === undefined) return [];
    return suggestDuplicates({ category, point, at }, cases.comparable(), policy);
  }

  function candidates({ point, accuracyMetres }: ReportInput): Pick<Report, 'candidates'> {
    if (point === undefined || accuracyMetres === undefined) return {};
    const found = grid.locateWithin(point, accuracyMetres).slice(0, 5);
    return {
      candidates: found.map(({ leaf, probability }) => ({
        grid: leaf,
        probability: Math.round(probability * 1000) / 1000,
      })),
    };
  }

  async function answer(
    id: CaseId,
    given: Pick<ReportAnswer, 'outcome' | 'repeated' | 'suggestions'>,
  ): Promise<ReportAnswer> {
    await settle();
    const state = cases.get(id)?.state;
    const lead = state !== undefined && 'assignment' in state ? state.assignment.lead : undefined;
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

  /** Joins the known case, unless it was closed meanwhile. */
  async function joined(meta: CommandMeta, id: CaseId, order: CaseOrder): Promise<boolean> {
    try {
      await perform(parts, cases, meta, { case: id, order });
      return true;
    } catch (error) {
      if (isDomainError(error, 'cases/not-open')) return false;
      throw error;
    }
  }

  async function taken(
    input: ReportInput,
    meta: CommandMeta,
    place: ReportPlace,
  ): Promise<ReportAnswer> {
    const { category, source = 'resident', severity } = input;
    const own = caseId(newThingId(tenant, meta.id, 'case', meta.at, digest));
    const found = suggestions(input, meta.at);
    const subject = await subjectOf(input, own);
    const by = { ...meta, actor: actorId(`${source}:${subject}`) };
    const photos = await photographs(input, subject, own);
    const said = { source, photos, reporter: subject, personal: personal(input, subject) };
    const [best] = found;
    if (best !== undefined && best.score >= mergeFrom) {
      const merge: CaseOrder = { type: 'merge', report: own, ...said, suggestion: best };
      const correlation = correlationId(best.case);
      if (await joined({ ...by, correlation }, best.case, merge))
        return answer(best.case, { outcome: 'merged', repeated: false, suggestions: found });
    }
    const report: Extract<CaseCommand, { readonly type: 'report' }> = {
      type: 'report',
      at: meta.at,
      actor: by.actor,
      case: own,
      category,
      levels: parts.levels,
      ...said,
      ...(place.grid === undefined ? {} : { grid: place.grid }),
      ...(severity === undefined ? {} : { severity }),
      ...candidates(input),
      ...levelOf(place),
    };
    await perform(
      parts,
      cases,
      { ...by, correlation: correlationId(own) },
      { case: own, order: report },
    );
    return answer(own, { outcome: 'opened', repeated: false, suggestions: found });
  }

  /** A case begins at the level of its own cell; one without a place at the top. */
  function levelOf({ grid: code, path }: ReportPlace): Pick<Report, 'level'> {
    const cell = code ?? path[0];
    const level = cell === undefined ? undefined : String(grid.levelOf(cell) ?? '');
    return level !== undefined && parts.levels.includes(level) ? { level } : {};
  }

  /** Places and takes a report; one that lies nowhere in the town is refused and kept. */
  async function received(
    input: ReportInput,
    meta: CommandMeta,
    key: string,
  ): Promise<ReportAnswer> {
    try {
      return await taken(input, meta, placed(input));
    } catch (error) {
      const lost = misplaced.some((code) => isDomainError(error, code));
      return lost
        ? refuse(input, key, error as DomainError<GovernanceErrorCode>)
        : Promise.reject(error);
    }
  }

  function metaOf(input: ReportInput, key: string): CommandMeta {
    const { id: message, at = clock.now(), source = 'resident' } = input;
    const intake = { source: `reports/${source}`, message: message ?? '', at: input.at ?? 0 };
    const id = message === undefined ? commandId(key) : intakeCommandId(tenant, intake, digest);
    return { id, tenant, at, actor: actorId(source), correlation: correlationId(id) };
  }

  return {
    report: async (input) => {
      const paths = reportFaults(input);
      const key = typeof input?.id === 'string' && input.id !== '' ? input.id : ids.next();
      if (paths.length > 0) {
        const message = 'The report cannot be taken as it is.';
        return refuse(input, key, refusal('governance/invalid-report', message, { paths }));
      }
      const meta = metaOf(input, key);
      return (await before(meta)) ?? received(input, meta, key);
    },
  };
}
