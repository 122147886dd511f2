import type { ReportedData } from '@civigrid/cases';
import { isOpen } from '@civigrid/cases';
import type { CaseId, Policy } from '@civigrid/kernel';
import type { CaseView } from '../case-view.ts';
import type { CaseTask } from '../orders.ts';

/** A resident's report that can be routed is filed at once (立案): nobody waits for a clerk. */
export const filing: Policy<{ readonly cases: CaseView }, CaseTask> = {
  name: 'filing',
  on: ['cases/reported'],
  react: ({ data }, { cases }) => {
    const reported = data as ReportedData;
    const id: CaseId = reported.case;
    const state = cases.get(id)?.state;
    if (state === undefined || !isOpen(state) || state.status !== 'reported') return [];
    const verification = reported.photos.length > 0 ? 'byPhoto' : 'bySource';
    return [{ slot: 'file', order: { case: id, order: { type: 'file', verification } } }];
  },
};
