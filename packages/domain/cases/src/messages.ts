import type { JsonObject } from '@civigrid/kernel';
import type { Budget } from './budget.ts';
import type { CaseErrorCode } from './case-error.ts';
import type { CaseEventType } from './case-event.ts';
import type { CaseStatus } from './case-state.ts';
import type { CaseReason, Catalogue, Names, Say } from './catalogue.ts';
import { english } from './messages-en.ts';
import { chinese } from './messages-zh.ts';
import type { CaseSource } from './report.ts';
import type { MatrixFinding, VacantMatrixPost } from './responsibility/finding.ts';
import type { MatrixIssueCode } from './responsibility/matrix-issue.ts';
import {
  type MatrixNameKind,
  type MatrixNames,
  matrixCatalogues,
} from './responsibility/matrix-messages.ts';
import type { Tier } from './route.ts';
import type { TimelineRow } from './timeline.ts';

/** The languages that the messages speak. */
export type MessageLanguage = 'zh-CN' | 'en';

const catalogues: Readonly<Record<MessageLanguage, Catalogue>> = {
  'zh-CN': chinese,
  en: english,
};

function speaker({ levels }: Catalogue, names: Names | undefined): Say {
  return (kind, id) => names?.(kind, id) ?? (kind === 'level' ? levels.get(id) : undefined) ?? id;
}

/**
 * Tells a row of a case's timeline in one line, without its time. Ids stay as they are unless `names` knows better;
 * nobody's name is in a row.
 */
export function tellRow<Type extends CaseEventType>(
  row: TimelineRow<Type>,
  language: MessageLanguage,
  names?: Names,
): string {
  const catalogue = catalogues[language];
  return catalogue.rows[row.type](row.params, speaker(catalogue, names));
}

/** Tells where a case stands. */
export function tellStatus(status: CaseStatus, language: MessageLanguage): string {
  return catalogues[language].statuses[status];
}

/** Tells why a command was refused; where the details name a status, that too. */
export function tellRefusal(
  code: CaseErrorCode,
  language: MessageLanguage,
  details: JsonObject = {},
): string {
  const { refusals, statuses } = catalogues[language];
  const { status } = details;
  const known = Object.entries(statuses).find(([name]) => name === status)?.[1];
  if (known === undefined) return refusals[code];
  return language === 'zh-CN' ? `${refusals[code]}（${known}）` : `${refusals[code]} (${known})`;
}

/** Tells a reason: of a refusal to file, a return, a rework, a closure without a solution. */
export function tellReason(reason: CaseReason, language: MessageLanguage): string {
  return catalogues[language].reasons[reason];
}

/** Tells how heavy a matter is. */
export function tellTier(tier: Tier, language: MessageLanguage): string {
  return catalogues[language].tiers[tier];
}

/** Tells where a report comes from. */
export function tellSource(source: CaseSource, language: MessageLanguage): string {
  return catalogues[language].sources[source];
}

/** Tells a level of `caseLevels`; another one stays as it is. */
export function tellLevel(level: string, language: MessageLanguage): string {
  return catalogues[language].levels.get(level) ?? level;
}

/** Tells a limit: `4 工作时`, `4 working hours`. */
export function tellBudget({ value, unit }: Budget, language: MessageLanguage): string {
  return `${value} ${catalogues[language].units[unit][value === 1 ? 0 : 1]}`;
}

function matrixSpeaker(language: MessageLanguage, names: MatrixNames | undefined) {
  const { levels } = catalogues[language];
  return (kind: MatrixNameKind, id: string): string =>
    names?.(kind, id) ?? (kind === 'level' ? levels.get(id) : undefined) ?? id;
}

/**
 * Tells a finding of a responsibility matrix by its witness: `烟感报警，网格 X，网格，星期日 03:00：无人负责（…）`. Ids stay as
 * they are unless `names` knows better.
 */
export function findingLine(
  finding: MatrixFinding,
  language: MessageLanguage,
  names?: MatrixNames,
): string {
  return matrixCatalogues[language].finding(finding, matrixSpeaker(language, names));
}

/** Tells a vacant post that the matrix came to. */
export function tellVacantPost(
  post: VacantMatrixPost,
  language: MessageLanguage,
  names?: MatrixNames,
): string {
  return matrixCatalogues[language].vacant(post, matrixSpeaker(language, names));
}

/** Tells what is wrong with the data of a responsibility matrix. */
export function tellMatrixIssue(code: MatrixIssueCode, language: MessageLanguage): string {
  return matrixCatalogues[language].issues[code];
}

export type { CaseReason, NameKind, Names } from './catalogue.ts';
export { tellDuplicateRefusal, tellSuggestion } from './duplicates/tell-suggestion.ts';
export { tellHotSpot, tellPlaceFault, tellRecurrence } from './hot-spots/tell-places.ts';
export type { LimitWords } from './limit-words.ts';
export { limitWords } from './limit-words.ts';
export { tellPriority, tellPriorityClass, tellPriorityRefusal } from './priority/tell-priority.ts';
export type { RequestWords } from './request-words.ts';
export { requestWords } from './request-words.ts';
export type { MatrixNameKind, MatrixNames } from './responsibility/matrix-messages.ts';
export {
  tellCondition,
  tellCountName,
  tellOutcome,
  tellRate,
  tellRateName,
  tellStatisticsCode,
} from './statistics/telling.ts';
export type { StatisticsCode } from './statistics/words.ts';
export type { TaskReason, TaskWords } from './task-words.ts';
export { taskWords } from './task-words.ts';
