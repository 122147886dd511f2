export type {
  AcceptRequest,
  DeclineReason,
  DeclineRequest,
  RequestAcceptedData,
  RequestDeclinedData,
} from './acceptance.ts';
export type { AskService, ServiceAskedData } from './ask.ts';
export { requestPurposes } from './ask.ts';
export type { AnswerValue, Condition } from './condition.ts';
export type {
  DecideRequest,
  DeliverRequest,
  DeliveryWay,
  RequestDecidedData,
  RequestDeliveredData,
  RequestWithdrawnData,
  WithdrawRequest,
} from './decision.ts';
export type {
  HandInMaterials,
  MaterialSentBackData,
  MaterialsHandedInData,
  SendBackMaterial,
} from './materials.ts';
export type { NoticeData, NotifyMissing } from './notice.ts';
export type { Pause, PauseReason } from './pause.ts';
export type {
  RequestDeadline,
  RequestDeadlines,
  UnknownRequestDeadline,
} from './request-deadlines.ts';
export { isRequestOverdue, requestDeadlines, requestDue } from './request-deadlines.ts';
export type { RequestCommand } from './request-decider.ts';
export { serviceRequestDecider, serviceRequestDeciderUnder } from './request-decider.ts';
export type { RequestErrorCode } from './request-error.ts';
export type {
  RequestEvent,
  RequestEventData,
  RequestEventType,
  RequestFact,
} from './request-event.ts';
export type { RequestId } from './request-id.ts';
export { requestId } from './request-id.ts';
export type { RequestClock, RequestReminder } from './request-reminder.ts';
export { defaultRequestReminders } from './request-reminder.ts';
export type {
  Agent,
  ClosedRequest,
  DecidedRequest,
  HandedIn,
  KeptItem,
  Notice,
  OpenRequest,
  RequestRecord,
  RequestState,
  RequestStatus,
  SendBackReason,
  Unasked,
} from './request-state.ts';
export { missingMaterials } from './request-state.ts';
export type { RequestRemindedData, RequestTimer } from './request-timer.ts';
export type { RunningDue } from './running-due.ts';
export type {
  Material,
  Question,
  ServiceAnswers,
  ServiceItem,
  ServiceItemIssue,
  ServiceLimits,
  ServiceName,
} from './service-item.ts';
export { checkServiceItems, requiredMaterials, serviceItemFor } from './service-item.ts';
export type { RequestSubmittedData, SubmitRequest } from './submission.ts';
export type {
  RequestResumedData,
  RequestSuspendedData,
  ResumeRequest,
  SuspendRequest,
} from './suspension.ts';
