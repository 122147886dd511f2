import type { Happened } from '@civigrid/kernel';
import type { CaseEvent } from '../case-event.ts';
import type { CaseState, KnownCase } from '../case-state.ts';
import { type CountName, countNames } from './figure-names.ts';

const none: readonly CountName[] = [];
const once: ReadonlyMap<CountName, readonly CountName[]> = new Map(
  countNames.map((name) => [name, [name]]),
);
const one = (name: CountName, isSo: boolean): readonly CountName[] =>
  isSo ? (once.get(name) ?? none) : none;

/** What is counted of a fact that changed its case; a fact that changed nothing is counted nowhere. */
export function countsOf(
  before: CaseState,
  after: KnownCase,
  event: Happened<CaseEvent>,
): readonly CountName[] {
  if (before.status === 'unreported') return one('reported', true);
  const became = (status: KnownCase['status']) =>
    after.status === status && before.status !== status;
  switch (event.type) {
    case 'cases/filed':
      return one('filed', became('filed'));
    case 'cases/refused':
      return one('refused', became('refused'));
    case 'cases/dispatched':
      return one('dispatches', 'assignment' in after && after.assignment === event.data);
    case 'cases/returned':
      return one('returns', after.returns > before.returns);
    case 'cases/extension-asked':
      return one('extensionsAsked', after.extensions.length > before.extensions.length);
    case 'cases/extension-decided':
      return one('extensionsGranted', event.data.granted && after.extensions !== before.extensions);
    case 'cases/suspended':
      return one('suspensions', after.suspensions.length > before.suspensions.length);
    case 'cases/whistled':
      return one('whistles', after.whistles.length > before.whistles.length);
    case 'cases/escalated':
      return event.data.effect === 'supervise'
        ? one('supervisions', after.supervisedBy.length > before.supervisedBy.length)
        : one('escalations', after.escalations > before.escalations);
    case 'cases/supervised':
      return one('supervisions', after.supervisedBy.length > before.supervisedBy.length);
    case 'cases/merged':
      return one('duplicates', after.reporters.length > before.reporters.length);
    case 'cases/joined':
      return one('joined', became('merged'));
    case 'cases/closed':
      return one('closures', became('closed'));
    case 'cases/reopened':
      return one('reopenings', after.status !== before.status);
    default:
      return none;
  }
}
