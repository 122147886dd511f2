import type { MergedData, Photo, ReportedData } from '@civigrid/cases';
import type { CaseId, Recorded, SubjectRef } from '@civigrid/kernel';
import type { CaseDesk } from './case-desk.ts';
import { caseStream } from './case-office.ts';
import type { CaseView } from './case-view.ts';
import type { TownParts } from './town-parts.ts';

/** The photos that a person sent with a report. */
function photosOf({ type, data }: Recorded, subject: SubjectRef): readonly Photo[] {
  if (type !== 'cases/reported' && type !== 'cases/merged') return [];
  const { reporter, photos } = data as ReportedData | MergedData;
  return reporter === subject ? photos : [];
}

/** Forgets a person (删除), altogether or in one case: photos, places, words, keys, and the way from their number. Envelopes of events stay. */
export async function forget(
  { tenant, vault, subjects, media }: TownParts,
  { view, desk }: { readonly view: CaseView; readonly desk: CaseDesk },
  { subject, only }: { readonly subject: SubjectRef; readonly only?: CaseId },
): Promise<void> {
  view.forget(subject, only);
  const theirs = [...view.all()].filter(
    ({ state }) =>
      (only === undefined || only === state.id) &&
      state.reporters.some((each) => each.subject === subject),
  );
  // By reference, for a media store need not be the vault's own.
  for (const { state } of theirs)
    for (const event of await desk.events(state.id))
      for (const photo of photosOf(event, subject)) await media.destroy(photo.media);
  await vault.destroy({
    tenant,
    subject,
    ...(only === undefined ? {} : { stream: caseStream(only) }),
  });
  // What was opened before the keys were gone may have come in since.
  view.forget(subject, only);
  if (only === undefined) await subjects.erase(tenant, subject);
}
