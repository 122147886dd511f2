import type { MergedData, Photo, ReportedData } from '@civigrid/cases';
import type { TaskAttemptedData, TaskCompletedData } from '@civigrid/cases/tasks';
import type { CaseId, Recorded, SubjectRef } from '@civigrid/kernel';
import type { CaseDesk } from './case-desk.ts';
import { caseStream } from './case-office.ts';
import type { CaseView } from './case-view.ts';
import type { TaskView } from './task-view.ts';
import type { TownParts } from './town-parts.ts';

/** Where a town finds what a person has left. */
interface Traces {
  readonly view: CaseView;
  readonly desk: CaseDesk;
  readonly tasks: TaskView;
}

/** Whom to forget, altogether or in one case. */
interface Forgotten {
  readonly subject: SubjectRef;
  readonly only?: CaseId;
}

/** The photos that a person sent with a report. */
function photosOf({ type, data }: Recorded, subject: SubjectRef): readonly Photo[] {
  if (type !== 'cases/reported' && type !== 'cases/merged') return [];
  const { reporter, photos } = data as ReportedData | MergedData;
  return reporter === subject ? photos : [];
}

/** The photos that were taken at a visit. */
function visitPhotosOf({ type, data }: Recorded): readonly Photo[] {
  if (type !== 'cases/task-completed' && type !== 'cases/task-attempted') return [];
  return (data as TaskCompletedData | TaskAttemptedData).photos;
}

async function* reportPhotos({ view, desk }: Traces, { subject, only }: Forgotten) {
  for (const { state } of view.all()) {
    const theirs = state.reporters.some((each) => each.subject === subject);
    if (!theirs || (only !== undefined && only !== state.id)) continue;
    for (const event of await desk.events(state.id)) yield* photosOf(event, subject);
  }
}

async function* visitPhotos(
  { tenant, store }: TownParts,
  { tasks }: Traces,
  { subject, only }: Forgotten,
) {
  if (only !== undefined) return;
  for (const { stream, state } of tasks.all())
    if (state.subject === subject)
      for await (const event of store.read(tenant, stream)) yield* visitPhotosOf(event);
}

/** Forgets a person (删除), altogether or in one case: photos, places, words, keys, and the way from their number. Envelopes of events stay. */
export async function forget(
  parts: TownParts,
  traces: Traces,
  forgotten: Forgotten,
): Promise<void> {
  const { subject, only } = forgotten;
  const { tenant, vault, subjects, media } = parts;
  const { view } = traces;
  view.forget(subject, only);
  // By reference, for a media store need not be the vault's own.
  for await (const photo of reportPhotos(traces, forgotten)) await media.destroy(photo.media);
  for await (const photo of visitPhotos(parts, traces, forgotten)) await media.destroy(photo.media);
  await vault.destroy({
    tenant,
    subject,
    ...(only === undefined ? {} : { stream: caseStream(only) }),
  });
  // What was opened before the keys were gone may have come in since.
  view.forget(subject, only);
  if (only === undefined) await subjects.erase(tenant, subject);
}
