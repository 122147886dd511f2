import type { Happened, PersonalPart } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { checkedParts } from '../personal.ts';
import { type Photo, photoOf } from '../photo.ts';
import { endPause } from './pause.ts';
import { refusal } from './request-error.ts';
import { fact, type RequestEvent, type RequestFact } from './request-event.ts';
import {
  isOpenRequest,
  missingMaterials,
  type OpenRequest,
  openAt,
  type RequestState,
  type SendBackReason,
} from './request-state.ts';

/** Materials come in, by reference (提交材料), or are supplemented (补正). */
export interface HandInMaterials extends Given {
  readonly type: 'handIn';
  readonly materials: readonly { readonly material: string; readonly file: Photo }[];
  readonly personal?: readonly PersonalPart[];
}

/** Data of `cases/materials-handed-in`. */
export type MaterialsHandedInData = {
  readonly materials: readonly { readonly material: string; readonly file: Photo }[];
};

/** A material does not do (退回材料). */
export interface SendBackMaterial extends Given {
  readonly type: 'sendBack';
  readonly material: string;
  readonly reason: SendBackReason;
}

/** Data of `cases/material-sent-back`. */
export type MaterialSentBackData = { readonly material: string; readonly reason: SendBackReason };

/** Decides {@link HandInMaterials}: only what is asked for is taken, and after acceptance only what is missing. */
export function handIn(command: HandInMaterials, state: RequestState): readonly RequestEvent[] {
  const request = openAt(state, ['asked', 'accepted', 'submitted']);
  const missing = new Set(missingMaterials(request));
  const seen = new Set<string>();
  for (const { material } of command.materials) {
    if (!request.required.includes(material) || seen.has(material))
      throw refusal('cases/unknown-material', 'This is not asked for, or it came twice.', {
        material,
      });
    if (request.status !== 'asked' && !missing.has(material))
      throw refusal('cases/nothing-missing', 'This material was accepted.', { material });
    seen.add(material);
  }
  const known = new Map(request.materials.map((each) => [each.material, each]));
  const fresh = command.materials.filter(({ material, file }) => {
    const before = known.get(material);
    return before === undefined || before.sentBack !== undefined || before.file.hash !== file.hash;
  });
  if (fresh.length === 0) return [];
  const materials = fresh.map(({ material, file }) => ({ material, file: photoOf(file) }));
  return [fact('cases/materials-handed-in', { materials }, checkedParts(command.personal))];
}

/** The clocks run from the moment at which nothing is missing; after acceptance that moment stays. */
function completed(state: OpenRequest): RequestState {
  const { completeAt, ...incomplete } = state;
  const missing = missingMaterials(state).length;
  if (state.status !== 'asked')
    return missing === 0
      ? { ...state, pauses: endPause(state.pauses, state.at, 'applicant') }
      : state;
  if (missing > 0) return incomplete;
  return { ...incomplete, completeAt: completeAt ?? state.at };
}

/** Follows {@link handIn}. */
export function afterHandedIn(
  state: RequestState,
  { data }: Happened<RequestFact<'cases/materials-handed-in'>>,
): RequestState {
  if (!isOpenRequest(state)) return state;
  const fresh = new Set(data.materials.map(({ material }) => material));
  return completed({
    ...state,
    materials: [
      ...state.materials.filter(({ material }) => !fresh.has(material)),
      ...data.materials.map(({ material, file }) => ({ material, file, at: state.at })),
    ],
  });
}

/**
 * Decides {@link SendBackMaterial}. What was there when the notice was given and was not named in it is not
 * objected to later: everything is told at once.
 */
export function sendBack(command: SendBackMaterial, state: RequestState): readonly RequestEvent[] {
  const request = openAt(state, ['asked', 'accepted', 'submitted']);
  const { material, reason } = command;
  const known = request.materials.find((each) => each.material === material);
  if (known === undefined || known.sentBack !== undefined)
    throw refusal('cases/material-not-in', 'This material is not there.', { material });
  const { notice } = request;
  const stage = request.status === 'asked' ? 'desk' : 'office';
  if (notice?.stage === stage && !notice.materials.some((each) => each.material === material))
    throw refusal('cases/already-notified', 'Everything missing was to be told at once.', {
      material,
    });
  return [fact('cases/material-sent-back', { material, reason })];
}

/** Follows {@link sendBack}. */
export function afterSentBack(
  state: RequestState,
  { data }: Happened<RequestFact<'cases/material-sent-back'>>,
): RequestState {
  if (!isOpenRequest(state)) return state;
  const { material, reason } = data;
  return completed({
    ...state,
    materials: state.materials.map((each) =>
      each.material === material ? { ...each, sentBack: reason } : each,
    ),
  });
}
