import { dateOf, localDay, zone } from '@civigrid/calendar';
import type {
  GridCode,
  Happened,
  PersonalPart,
  PersonId,
  PostId,
  SubjectRef,
} from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { checkedParts } from '../personal.ts';
import { refusal } from './request-error.ts';
import { fact, type RequestEvent, type RequestFact } from './request-event.ts';
import type { RequestId } from './request-id.ts';
import {
  checkedReminders,
  defaultRequestReminders,
  type RequestReminder,
} from './request-reminder.ts';
import type { Agent, KeptItem, RequestState } from './request-state.ts';
import {
  checkServiceItems,
  inForce,
  openQuestions,
  requiredMaterials,
  type ServiceAnswers,
  type ServiceItem,
  type ServiceLimits,
} from './service-item.ts';

/** Somebody asks for a service (我要办事), and the grid agent carries it for them (代办). */
export interface AskService extends Given {
  readonly type: 'ask';
  readonly request: RequestId;
  /** The version that is in force; see `serviceItemFor`. */
  readonly item: ServiceItem;
  /** What the materials depend on: the list of materials goes into data, the answers into a personal part. */
  readonly answers?: ServiceAnswers;
  readonly grid: GridCode;
  /** The post of the agent. */
  readonly post: PostId;
  readonly holder?: PersonId;
  readonly applicant: SubjectRef;
  /** The zone in which the item's days are read; `'Asia/Shanghai'` if left out. */
  readonly zone?: string;
  /** `defaultRequestReminders` if left out. */
  readonly reminders?: readonly RequestReminder[];
  /** Name, how to reach them, words: purposes in `requestPurposes`. */
  readonly personal?: readonly PersonalPart[];
}

/** The purposes of the personal parts of a request; `answers` is filled by the decider. */
export const requestPurposes: {
  readonly contact: 'contact';
  readonly statement: 'statement';
  readonly answers: 'answers';
} = { contact: 'contact', statement: 'statement', answers: 'answers' };

/** Data of `cases/service-asked`. */
export type ServiceAskedData = {
  readonly request: RequestId;
  readonly item: KeptItem;
  readonly grid: GridCode;
  readonly agent: Agent;
  readonly applicant: SubjectRef;
  readonly required: readonly string[];
  readonly reminders: readonly RequestReminder[];
};

function checkAnswers(item: ServiceItem, answers: ServiceAnswers): void {
  const choices = new Map((item.questions ?? []).map((each) => [each.code, each.choices]));
  const seen = new Set<string>();
  for (const { question, value } of answers) {
    if (choices.get(question)?.includes(value) !== true || seen.has(question))
      throw refusal('cases/invalid-answer', 'Each question has one answer out of its choices.', {
        question,
      });
    seen.add(question);
  }
  const open = openQuestions(item, answers);
  if (open.length > 0)
    throw refusal('cases/answer-missing', 'What is needed hangs on these questions.', {
      questions: open,
    });
}

/** Decides {@link AskService}. Where nothing is needed the materials are complete at once. */
export function ask(command: AskService, state: RequestState): readonly RequestEvent[] {
  if (state.status !== 'unasked')
    throw refusal('cases/already-asked', 'This request has been made before.');
  const { request, item, answers = [], grid, post, holder, applicant } = command;
  const issues = checkServiceItems([item]);
  if (issues.length > 0)
    throw refusal('cases/invalid-item', 'The service item cannot be read.', {
      issues: issues.map(({ code, path }) => ({ code, path })),
    });
  const day = dateOf(localDay(command.at, zone(command.zone ?? 'Asia/Shanghai')));
  if (!inForce(item, day))
    throw refusal('cases/item-not-in-force', 'Another version of the service is in force.', {
      day,
    });
  checkAnswers(item, answers);
  const { code, version, decidedAt, limits } = item;
  const { accept, decide, deliver } = limits;
  const data: ServiceAskedData = {
    request,
    item: { code, version, decidedAt, limits: defined<ServiceLimits>({ accept, decide, deliver }) },
    grid,
    agent: defined<Agent>({ post, holder }),
    applicant,
    required: requiredMaterials(item, answers),
    reminders: checkedReminders(command.reminders ?? defaultRequestReminders),
  };
  const own: readonly PersonalPart[] =
    answers.length === 0
      ? []
      : [
          {
            subject: applicant,
            purpose: requestPurposes.answers,
            value: answers.map(({ question, value }) => ({ question, value })),
          },
        ];
  return [fact('cases/service-asked', data, checkedParts([...(command.personal ?? []), ...own]))];
}

/** Follows {@link ask}. */
export function afterAsked(
  state: RequestState,
  { data, at }: Happened<RequestFact<'cases/service-asked'>>,
): RequestState {
  if (state.status !== 'unasked') return state;
  const { request, ...record } = data;
  return {
    status: 'asked',
    id: request,
    ...record,
    materials: [],
    askedAt: at,
    at,
    ...(data.required.length === 0 ? { completeAt: at } : {}),
    pauses: [],
    fired: [],
  };
}
