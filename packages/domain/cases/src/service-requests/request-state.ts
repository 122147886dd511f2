import type { GridCode, PersonId, PostId, SubjectRef } from '@civigrid/kernel';
import type { Photo } from '../photo.ts';
import type { NoticeData } from './notice.ts';
import type { Pause } from './pause.ts';
import { refusal } from './request-error.ts';
import type { RequestId } from './request-id.ts';
import type { RequestReminder } from './request-reminder.ts';
import type { ServiceLimits } from './service-item.ts';

/** The item as a request keeps it: the version under which it was asked. */
export type KeptItem = {
  readonly code: string;
  readonly version: string;
  readonly decidedAt: string;
  readonly limits: ServiceLimits;
};

/** The grid agent who carries the request (网格代办员). */
export type Agent = { readonly post: PostId; readonly holder?: PersonId };

/** Why a material does not do. */
export type SendBackReason = 'illegible' | 'incomplete' | 'expired' | 'wrongDocument';

/** A material that was handed in, by reference. */
export type HandedIn = {
  readonly material: string;
  readonly file: Photo;
  /** UTC milliseconds. */
  readonly at: number;
  /** Why it went back; absent where it does. */
  readonly sentBack?: SendBackReason;
};

/** A notice that was given, where and when. */
export type Notice = NoticeData & { readonly at: number };

/** A stream in which nothing was asked yet. */
export interface Unasked {
  readonly status: 'unasked';
}

/** What every service request has. */
export interface RequestRecord {
  readonly id: RequestId;
  readonly item: KeptItem;
  readonly grid: GridCode;
  readonly agent: Agent;
  readonly applicant: SubjectRef;
  /** The materials that are needed, worked out from the answers when it was asked. */
  readonly required: readonly string[];
  readonly materials: readonly HandedIn[];
  readonly askedAt: number;
  /** When something last happened: UTC milliseconds. */
  readonly at: number;
  /** Since when nothing is missing: UTC milliseconds; the clocks run from here. */
  readonly completeAt?: number;
  readonly notice?: Notice;
  /** The ledger of suspensions (中止): the last one may be open. */
  readonly pauses: readonly Pause[];
  /** The office that has it. */
  readonly office?: string;
  readonly reminders: readonly RequestReminder[];
  /** The reminders that were given, by the name of their deadline. */
  readonly fired: readonly string[];
}

/** A request that waits for materials or acceptance, or for a decision. */
export interface OpenRequest extends RequestRecord {
  readonly status: 'asked' | 'accepted' | 'submitted';
}

/** A request of which the office has decided. */
export interface DecidedRequest extends RequestRecord {
  readonly status: 'granted' | 'refused';
  /** UTC milliseconds. */
  readonly decidedAt: number;
}

/** A request at its end: delivered (送达), not accepted (不予受理) or withdrawn (撤回). */
export interface ClosedRequest extends RequestRecord {
  readonly status: 'delivered' | 'declined' | 'withdrawn';
  /** UTC milliseconds. */
  readonly closedAt: number;
  /** Of a delivered one: what was decided. */
  readonly outcome?: 'granted' | 'refused';
}

/** The state of a service request (办事请求): plain JSON, told apart by `status`. */
export type RequestState = Unasked | OpenRequest | DecidedRequest | ClosedRequest;

/** Where a request stands. */
export type RequestStatus = RequestState['status'];

/** Whether its materials can still change. */
export function isOpenRequest(state: RequestState): state is OpenRequest {
  return state.status === 'asked' || state.status === 'accepted' || state.status === 'submitted';
}

/** What is missing or went back (缺件), in the item's order. */
export function missingMaterials(state: RequestState): readonly string[] {
  if (!isOpenRequest(state)) return [];
  const fit = new Set(
    state.materials.filter(({ sentBack }) => sentBack === undefined).map((each) => each.material),
  );
  return state.required.filter((code) => !fit.has(code));
}

/** Refuses a request that nobody asked, that is at its end or elsewhere on its way. */
export function openAt(
  state: RequestState,
  allowed: readonly OpenRequest['status'][],
): OpenRequest {
  if (isOpenRequest(state) && allowed.includes(state.status)) return state;
  throw elsewhere(state, allowed);
}

/** Refuses a request of which nobody has decided, or that is at its end. */
export function decidedRequest(state: RequestState): DecidedRequest {
  if (state.status === 'granted' || state.status === 'refused') return state;
  throw elsewhere(state, ['granted', 'refused']);
}

function elsewhere({ status }: RequestState, allowed: readonly RequestStatus[]): Error {
  if (status === 'unasked') return refusal('cases/not-asked', 'Nobody has asked for this.');
  return status === 'delivered' || status === 'declined' || status === 'withdrawn'
    ? refusal('cases/request-closed', 'This request has come to its end.', { status })
    : refusal('cases/wrong-stage', 'The request stands elsewhere on its way.', { status, allowed });
}
