import {
  type Assignment,
  type DispatchedData,
  type EscalatedData,
  type KnownCase,
  leadOf,
  levelAbove,
  type SupervisedData,
  type WhistledData,
} from '@civigrid/cases';
import { derivedId, type Policy, type Reaction, type Recorded } from '@civigrid/kernel';
import type { CaseNotification } from '../notification.ts';
import { leaderOf, pathOf, responsible } from '../responsibility.ts';
import type { TownParts } from '../town-parts.ts';
import { type CasePolicyViews, caseOf } from './routing.ts';

/** The words in a ladder that name no role but somebody of the case. */
function toldRoles(
  word: string,
  { levels, whistles }: KnownCase,
  escalated: EscalatedData,
  parts: TownParts,
): readonly string[] {
  const level = escalated.to;
  if (word === 'levelLeader') return [leaderOf(parts, level)];
  if (word === 'upperLeader') return [leaderOf(parts, levelAbove(levels, level))];
  if (word !== 'called') return [word];
  const number = 'part' in escalated ? Number(escalated.part) : whistles.length;
  const call = whistles[number - 1];
  const here = new Set(call?.arrived.map(({ participant }) => participant));
  return (call?.participants ?? []).filter((each) => !here.has(each));
}

/** A post-holder is told of what they now answer for (通知): assigned, assisting, whistled up, warned, escalated to, to watch, to decide an extension. */
export const notifying: Policy<CasePolicyViews, CaseNotification> = {
  name: 'notifying',
  on: [
    'cases/dispatched',
    'cases/escalated',
    'cases/whistled',
    'cases/supervised',
    'cases/extension-asked',
  ],
  react: (event, { parts, cases }) => {
    const state = caseOf(event, cases);
    if (state === undefined) return [];
    const told = (reason: CaseNotification['reason'], asked: Assignment) =>
      reaction(parts, event, state, reason, asked);
    const find = (role: string) => responsible(parts, role, pathOf(parts, state.grid), event.at);
    switch (event.type) {
      case 'cases/dispatched': {
        const { lead, assist } = event.data as DispatchedData;
        return [told('assigned', lead), ...assist.map((each) => told('assisting', each))];
      }
      case 'cases/whistled': {
        const { lead, participants } = event.data as WhistledData;
        return [...new Set([lead, ...participants])].map((role) => told('whistled', find(role)));
      }
      case 'cases/supervised': {
        const { level } = event.data as SupervisedData;
        return [told('supervising', find(leaderOf(parts, level)))];
      }
      case 'cases/extension-asked': {
        const above = levelAbove(state.levels, state.level);
        return [told('extension', find(leaderOf(parts, above)))];
      }
      default: {
        const escalated = event.data as EscalatedData;
        const reason = escalated.effect === 'warn' ? 'warned' : 'escalated';
        const holder = leadOf(state);
        const roles = new Map<string, Assignment>();
        for (const word of escalated.tell) {
          const asked =
            word === 'holder'
              ? [holder]
              : toldRoles(word, state, escalated, parts).map((role) => find(role));
          for (const one of asked) if (one !== undefined) roles.set(one.role, one);
        }
        return [...roles.values()].map((asked) => told(reason, asked));
      }
    }
  },
};

function reaction(
  { tenant, digest }: TownParts,
  event: Recorded,
  state: KnownCase,
  reason: CaseNotification['reason'],
  asked: Assignment,
): Reaction<CaseNotification> {
  const { role } = asked;
  const slot = `${reason}/${role}`;
  const parts = [event.id, slot];
  const notification: CaseNotification = {
    about: 'case',
    id: derivedId({ tenant, at: event.at, kind: 'notification', parts }, digest),
    reason,
    case: state.id,
    cause: event.id,
    at: event.at,
    role,
    ...(asked.post === undefined ? {} : { post: asked.post }),
    ...(asked.tenure === 'vacant' ? {} : { person: asked.holder }),
  };
  return { slot, order: notification };
}
