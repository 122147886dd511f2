import type { Happened } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { beginPause } from './pause.ts';
import { refusal } from './request-error.ts';
import { fact, type RequestEvent, type RequestFact } from './request-event.ts';
import {
  isOpenRequest,
  missingMaterials,
  openAt,
  type RequestState,
  type SendBackReason,
} from './request-state.ts';

/** Tells the applicant everything that is missing, at once (一次性告知). */
export interface NotifyMissing extends Given {
  readonly type: 'notify';
}

/** Data of `cases/missing-notified`. */
export type NoticeData = {
  /** Who tells it: the desk before acceptance, the office after it. Each tells everything once. */
  readonly stage: 'desk' | 'office';
  readonly materials: readonly {
    readonly material: string;
    readonly why: 'missing' | SendBackReason;
  }[];
};

/**
 * Decides {@link NotifyMissing}. A second notice of the same stage names nothing that the first did not
 * (`cases/already-notified`); where nothing came back since, it changes nothing.
 */
export function notify(_: NotifyMissing, state: RequestState): readonly RequestEvent[] {
  const request = openAt(state, ['asked', 'accepted', 'submitted']);
  const missing = missingMaterials(request);
  if (missing.length === 0) throw refusal('cases/nothing-missing', 'Nothing is missing.');
  const { notice } = request;
  const stage = request.status === 'asked' ? 'desk' : 'office';
  const reasons = new Map(request.materials.map((each) => [each.material, each.sentBack]));
  const materials = missing.map((material) => ({
    material,
    why: reasons.get(material) ?? ('missing' as const),
  }));
  if (notice?.stage === stage) {
    const told = new Map(notice.materials.map((each) => [each.material, each.why]));
    const more = missing.filter((material) => !told.has(material));
    if (more.length > 0)
      throw refusal('cases/already-notified', 'Everything missing was to be told at once.', {
        materials: more,
      });
    const same = (material: string) =>
      request.materials.every((each) => each.material !== material || each.at <= notice.at);
    if (materials.every(({ material, why }) => told.get(material) === why && same(material)))
      return [];
  }
  return [fact('cases/missing-notified', { stage, materials })];
}

/** Follows {@link notify}: after acceptance the clock stands until the applicant has brought it. */
export function afterNotified(
  state: RequestState,
  { data }: Happened<RequestFact<'cases/missing-notified'>>,
): RequestState {
  if (!isOpenRequest(state)) return state;
  const { at, status, pauses } = state;
  return {
    ...state,
    notice: { ...data, at },
    pauses: status === 'asked' ? pauses : beginPause(pauses, at, 'applicant'),
  };
}
