import {
  type AskService,
  type RequestCommand,
  type RequestEvent,
  type RequestState,
  requestId,
  type ServiceItem,
  serviceRequestDeciderUnder,
} from '@civigrid/cases/service-requests';
import { gridCode, mediaRef, personId, postId, subjectRef } from '@civigrid/kernel';
import { office } from './errands.ts';
import { Matter, type Plain } from './matter.ts';

export type RequestStep = Plain<RequestCommand>;

export const applicant = subjectRef('subject-applicant');

const named = (zh: string, en: string) => ({ 'zh-CN': zh, en });

/** A residence certificate, with an invented checklist: whoever rents brings the lease and the landlord's word. */
export const residence: ServiceItem = {
  code: 'residence.certificate',
  name: named('居住证明', 'residence certificate'),
  version: '2026-1',
  from: '2026-01-01',
  questions: [
    { code: 'home', name: named('住房性质', 'kind of home'), choices: ['own', 'rent'] },
    { code: 'minor', name: named('有随住未成年人', 'minors in the home'), choices: [true, false] },
  ],
  materials: [
    { code: 'identity', name: named('身份证', 'identity card') },
    {
      code: 'deed',
      name: named('产权证', 'title deed'),
      when: { not: { question: 'home', is: ['rent'] } },
    },
    { code: 'lease', name: named('租赁合同', 'lease'), when: { question: 'home', is: ['rent'] } },
    {
      code: 'guardian',
      name: named('监护关系证明', 'proof of guardianship'),
      when: {
        all: [
          { question: 'minor', is: [true] },
          { any: [{ question: 'home', is: ['rent', 'own'] }] },
        ],
      },
    },
  ],
  limits: {
    accept: { value: 4, unit: 'workHour' },
    decide: { value: 5, unit: 'workDay' },
    deliver: { value: 2, unit: 'day' },
  },
  decidedAt: 'policeStation@SS',
};

export const asked: Plain<AskService> = {
  type: 'ask',
  request: requestId('request-1'),
  item: residence,
  answers: [
    { question: 'home', value: 'rent' },
    { question: 'minor', value: true },
  ],
  grid: gridCode('SS.03.02'),
  post: postId('gridAgent@SS.03'),
  holder: personId('person-agent'),
  applicant,
  personal: [{ subject: applicant, purpose: 'contact', value: { phone: 'invented-phone' } }],
};

/** A material by reference; the hash says which bytes they are. */
export const file = (material: string, bytes = 'a') => ({
  material,
  file: {
    media: mediaRef(`media-${material}-${bytes}`),
    mediaType: 'image/jpeg',
    hash: bytes.repeat(64),
  },
});

export const brings = (...materials: readonly string[]): RequestStep => ({
  type: 'handIn',
  materials: materials.map((each) => file(each)),
});

export const requestUnderOffice = serviceRequestDeciderUnder(office);

/** A request that lives under the office's calendar. */
export const requestLife = (): Matter<RequestState, RequestCommand, RequestEvent> =>
  new Matter(requestUnderOffice);
