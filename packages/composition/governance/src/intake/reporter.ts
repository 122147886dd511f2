import { reportPurposes } from '@civigrid/cases';
import { type PersonalPart, type SubjectRef, subjectRef } from '@civigrid/kernel';
import type { TownParts } from '../town-parts.ts';
import type { ReporterInput, ReportInput } from './report-input.ts';

/** A telephone number in the one form in which it is looked up; an empty one is none. */
function phoneOf(reporter: ReporterInput | undefined): string | undefined {
  const digits = reporter?.phone?.replace(/[\s()-]/g, '');
  return digits === undefined || digits === '' ? undefined : digits;
}

/** The random reference of whoever reports; of somebody who leaves no number it is a new one each time. */
export async function subjectOf(parts: TownParts, input: ReportInput): Promise<SubjectRef> {
  const phone = phoneOf(input.reporter);
  return phone === undefined
    ? subjectRef(parts.ids.next())
    : parts.subjects.put(parts.tenant, 'phone', phone);
}

/** Forgets the way from a number to a person who was forgotten, so that a new report begins a new acquaintance. */
export async function forgetNumber(
  parts: TownParts,
  input: ReportInput,
  subject: SubjectRef,
): Promise<boolean> {
  if (phoneOf(input.reporter) === undefined) return false;
  await parts.subjects.erase(parts.tenant, subject);
  return true;
}

/** What of a report belongs to its reporter. */
export function personalParts(input: ReportInput, subject: SubjectRef): readonly PersonalPart[] {
  const { text, point, accuracyMetres, reporter, attributes } = input;
  const { name } = reporter ?? {};
  const phone = phoneOf(reporter);
  const who = {
    ...(name === undefined || name === '' ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  };
  const list: PersonalPart[] = [];
  if (text !== '') list.push({ subject, purpose: reportPurposes.statement, value: text });
  if (point !== undefined) list.push({ subject, purpose: reportPurposes.place, value: [...point] });
  if (accuracyMetres !== undefined)
    list.push({ subject, purpose: 'accuracy', value: accuracyMetres });
  if (phone !== undefined) list.push({ subject, purpose: reportPurposes.callBack, value: who });
  else if ('name' in who) list.push({ subject, purpose: 'reporter', value: who });
  if (attributes !== undefined) list.push({ subject, purpose: 'attributes', value: attributes });
  return list;
}
