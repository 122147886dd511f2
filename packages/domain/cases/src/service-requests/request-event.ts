import type { PersonalPart } from '@civigrid/kernel';
import type { RequestAcceptedData, RequestDeclinedData } from './acceptance.ts';
import type { ServiceAskedData } from './ask.ts';
import type { RequestDecidedData, RequestDeliveredData, RequestWithdrawnData } from './decision.ts';
import type { MaterialSentBackData, MaterialsHandedInData } from './materials.ts';
import type { NoticeData } from './notice.ts';
import type { RequestRemindedData } from './request-timer.ts';
import type { RequestSubmittedData } from './submission.ts';
import type { RequestResumedData, RequestSuspendedData } from './suspension.ts';

/** The facts of a service request by type, each with its data. */
export interface RequestEventData {
  readonly 'cases/service-asked': ServiceAskedData;
  readonly 'cases/materials-handed-in': MaterialsHandedInData;
  readonly 'cases/material-sent-back': MaterialSentBackData;
  readonly 'cases/missing-notified': NoticeData;
  readonly 'cases/request-accepted': RequestAcceptedData;
  readonly 'cases/request-declined': RequestDeclinedData;
  readonly 'cases/request-submitted': RequestSubmittedData;
  readonly 'cases/request-suspended': RequestSuspendedData;
  readonly 'cases/request-resumed': RequestResumedData;
  readonly 'cases/request-decided': RequestDecidedData;
  readonly 'cases/request-delivered': RequestDeliveredData;
  readonly 'cases/request-withdrawn': RequestWithdrawnData;
  readonly 'cases/request-reminded': RequestRemindedData;
}

/** The type of a fact of a service request. */
export type RequestEventType = keyof RequestEventData;

/** A fact of one type. */
export interface RequestFact<Type extends RequestEventType> {
  readonly type: Type;
  readonly schema: 1;
  readonly data: RequestEventData[Type];
  readonly personal?: readonly PersonalPart[];
}

/** What can happen to a service request. */
export type RequestEvent = {
  readonly [Type in RequestEventType]: RequestFact<Type>;
}[RequestEventType];

/** A fact with its personal parts, if there are any. */
export function fact<Type extends RequestEventType>(
  type: Type,
  data: RequestEventData[Type],
  personal: readonly PersonalPart[] = [],
): RequestFact<Type> {
  return { type, schema: 1, data, ...(personal.length === 0 ? {} : { personal }) };
}
