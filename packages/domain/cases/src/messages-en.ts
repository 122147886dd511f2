import type { Assignment } from './assignment.ts';
import type { Budget } from './budget.ts';
import type { Catalogue, Say } from './catalogue.ts';
import type { EscalatedData } from './escalate.ts';

const statuses: Catalogue['statuses'] = {
  unreported: 'not reported',
  reported: 'waiting to be filed',
  refused: 'not accepted',
  filed: 'filed',
  routed: 'waiting for dispatch',
  dispatched: 'waiting for signature',
  signed: 'being handled',
  returned: 'returned',
  handled: 'waiting for the check',
  checked: 'waiting for closure',
  closed: 'closed',
  merged: 'merged into another case',
};

const refusals: Catalogue['refusals'] = {
  'cases/unknown-command': 'A case knows no such action.',
  'cases/invalid-instant': 'The time is not valid.',
  'cases/invalid-severity': 'A severity is a whole number from 0 to 4.',
  'cases/invalid-budget': 'A limit is a positive amount; working days are whole.',
  'cases/invalid-ladder': 'The escalation ladder has a step without a time or a name of its own.',
  'cases/invalid-levels': 'The list of levels is empty or names one twice.',
  'cases/invalid-point': 'The position is not valid.',
  'cases/unknown-level': 'There is no such level.',
  'cases/level-not-above': 'A case goes up to a higher level only.',
  'cases/already-reported': 'This case has been reported already.',
  'cases/not-reported': 'There is no such case.',
  'cases/not-open': 'The case is closed or was not accepted.',
  'cases/wrong-status': 'The case is not at the point where this can be done.',
  'cases/reporter-missing': 'Only the reporter can be called back.',
  'cases/personal-twice': 'One person has one entry for each purpose.',
  'cases/unmerge-itself': 'A case keeps its own report.',
  'cases/not-merged': 'The case is part of no other.',
  'cases/from-the-future': 'A report cannot come from the future.',
  'cases/suspended': 'The case is suspended; it goes on when it is resumed.',
  'cases/not-suspended': 'The case is not suspended.',
  'cases/extension-under-way': 'An extension waits for its answer already.',
  'cases/no-extension': 'No extension waits for an answer.',
  'cases/own-request': 'Nobody grants what they asked for.',
  'cases/clock-not-running': 'Only a limit that runs can be made longer.',
  'cases/unknown-clock': 'There is no such limit.',
  'cases/unknown-stage': 'There is no such stage.',
  'cases/wrong-stage': 'It is the turn of another stage.',
  'cases/invalid-stages': 'Every stage of a plan has a name of its own.',
  'cases/assignment-forced': 'What was assigned in the last instance cannot be returned.',
  'cases/not-closed': 'The case has not ended.',
  'cases/archived': 'The case is archived: report the matter anew.',
  'cases/basis-missing': 'An order is returned only with its legal basis.',
  'cases/post-vacant': 'Nobody holds the leading post: dispatch the case again.',
  'cases/nobody-called': 'A whistle calls at least one party.',
  'cases/not-called': 'This party was not called.',
  'cases/mediation-under-way': 'The mediation has not ended yet.',
  'cases/no-mediation': 'There is no mediation under way.',
  'cases/too-few-parties': 'A dispute has at least two parties.',
  'cases/not-a-party': 'The agreement names somebody who is no party.',
  'cases/agreement-missing': 'An agreement must be written down.',
  'cases/unknown-report': 'No such report belongs to this case.',
  'cases/call-back-not-wanted': 'The reporter left no way to be called back.',
  'cases/already-called-back': 'The reporter has been called back already.',
  'cases/call-back-missing': 'A reporter has not been called back yet.',
  'cases/unsolved': 'A reporter says that it is not solved: do it again, or give a reason.',
  'cases/merge-into-itself': 'A case cannot be merged into itself.',
};

const reasons: Catalogue['reasons'] = {
  notConfirmed: 'not found to be so',
  outsideScope: 'outside what is dealt with here',
  conditionNotMet: 'below the filing condition',
  alreadyResolved: 'already gone',
  unclear: 'too unclear to be verified',
  wrongTerritory: 'not our territory',
  unclearOwnership: 'ownership is unclear',
  overlappingDuties: 'duties overlap',
  notDone: 'not done',
  partlyDone: 'done in part',
  notProven: 'not shown to be done',
  reporterUnsatisfied: 'the reporter says that it is not solved',
  beyondPowers: 'beyond the powers of the unit',
  unreasonableDemand: 'the demand is unreasonable',
  otherProcedure: 'another lawful procedure applies',
  withdrawn: 'withdrawn by the reporter',
  season: 'it must wait for its season',
  funding: 'it must wait for money',
  planned: 'it stands in a plan',
  procedure: 'a procedure must end first',
  reporter: 'it waits for the reporter',
  forceMajeure: 'nobody can do it now',
  complex: 'the matter is complex',
  dependent: 'others must do something first',
  material: 'material is missing',
  weather: 'the weather forbids it',
  overdue: 'it is overdue',
  serious: 'it is serious',
  complaint: 'somebody complained',
  ordered: 'ordered from above',
  unsolved: 'it was not solved',
  recurred: 'it has come back',
  wronglyClosed: 'it was closed wrongly',
};

const tiers: Catalogue['tiers'] = {
  microDemand: 'micro-demand',
  smallDispute: 'small dispute',
  smallProblem: 'small problem',
  bigMatter: 'big matter',
};

const sources: Catalogue['sources'] = {
  resident: 'a resident',
  hotline: 'the hotline',
  patrol: 'a patrol',
  device: 'a device',
  superior: 'a higher level',
};

const verifications: Catalogue['verifications'] = {
  onSite: 'verified on site',
  byPhoto: 'verified by photo',
  byPhone: 'verified by phone',
  bySource: 'vouched for by its source',
};

const clocks: Catalogue['clocks'] = {
  intake: 'time to file',
  sign: 'time to sign',
  handle: 'time to handle',
  stage: 'time of the stage',
  whole: 'time for the whole case',
  callBack: 'time to call back',
  reportIn: 'time to report in',
};

const units: Catalogue['units'] = {
  minute: ['minute', 'minutes'],
  hour: ['hour', 'hours'],
  day: ['day', 'days'],
  workMinute: ['working minute', 'working minutes'],
  workHour: ['working hour', 'working hours'],
  workDay: ['working day', 'working days'],
};

const limit = ({ value, unit }: Budget) => `${value} ${units[unit][value === 1 ? 0 : 1]}`;

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;

const list = (kind: 'role' | 'party', ids: readonly string[], say: Say) =>
  ids.map((id) => say(kind, id)).join(', ');

function post(assignment: Assignment, say: Say): string {
  const asked = `${say('role', assignment.role)} of ${say('grid', assignment.grid)}`;
  if (assignment.tenure === 'held') return asked;
  if (assignment.tenure === 'vacant') return `${asked} (nobody answers now)`;
  const why = assignment.for === 'vacancy' ? 'vacant' : 'away';
  return `${asked} (${why}; the holder in ${say('grid', assignment.heldIn)} stands in)`;
}

function escalation(data: EscalatedData, say: Say): string {
  const told = data.tell.length === 0 ? '' : `; told: ${list('role', data.tell, say)}`;
  const clock = data.cause === 'clock' ? clocks[data.clock] : '';
  if (data.effect === 'warn') return `Warning: the ${clock} is running out${told}`;
  if (data.effect === 'supervise') return `Watched from above: the ${clock} is long over${told}`;
  const why = { clock: `The ${clock} is over`, whistle: 'By whistle', order: 'By order' }[
    data.cause
  ];
  const level = say('level', data.to);
  return `${why}: ${data.from === data.to ? `the ${level} still answers` : `up to the ${level}`}${told}`;
}

/** The words of a case in English. */
export const english: Catalogue = {
  statuses,
  refusals,
  reasons,
  tiers,
  sources,
  verifications,
  clocks,
  units,
  levels: new Map([
    ['microGrid', 'micro-grid'],
    ['grid', 'grid'],
    ['community', 'community'],
    ['street', 'street'],
  ]),
  rows: {
    'cases/reported': ({ source, category, grid, photos }, say) =>
      `Reported by ${sources[source]}: ${say('category', category)}, ` +
      `${grid === undefined ? 'place unknown' : say('grid', grid)}` +
      `${photos.length === 0 ? '' : `, photos: ${photos.length}`}`,
    'cases/filed': ({ verification }) => `Filed, ${verifications[verification]}`,
    'cases/refused': ({ reason }) => `Not accepted: ${reasons[reason]}`,
    'cases/routed': ({ reason, lead, assist, tier, budgets }, say) =>
      `${reason.rule === null ? 'No rule applies, the backstop' : `Rule ${reason.rule + 1} of ${reason.table}`}: ` +
      `${tiers[tier]}, ${say('role', lead)} leads` +
      `${assist.length === 0 ? '' : `, ${list('role', assist, say)} assist`}` +
      `${budgets.whole === undefined ? '' : `, within ${limit(budgets.whole)}`}`,
    'cases/dispatched': ({ lead, assist, forced }, say) =>
      `${forced === undefined ? 'Dispatched' : `Assigned in the last instance (basis ${forced.basis})`} to ${post(lead, say)}` +
      `${assist.length === 0 ? '' : `; assisting: ${assist.map((each) => post(each, say)).join('; ')}`}`,
    'cases/signed': () => 'Signed for',
    'cases/returned': ({ reason, basis }) => `Returned: ${reasons[reason]} (basis ${basis})`,
    'cases/handled': ({ done, stage }) =>
      `${stage === undefined ? '' : `${stage}: `}${done ? 'Handled' : 'Being handled'}`,
    'cases/checked': (data) =>
      data.outcome === 'pass' ? 'Check passed' : `To be done again: ${reasons[data.reason]}`,
    'cases/called-back': ({ answer }) =>
      answer.reached
        ? `Called back: ${answer.solved ? 'solved' : 'not solved'}, ${answer.satisfied ? 'satisfied' : 'not satisfied'}`
        : 'Called back: not reached',
    'cases/closed': ({ level, unsolved }, say) =>
      `Closed, settled in the ${say('level', level)}${unsolved === undefined ? '' : ` (${reasons[unsolved]})`}`,
    'cases/whistled': ({ to, lead, participants }, say) =>
      `Whistled up to the ${say('level', to)}: ${say('party', lead)} leads, called: ${list('party', participants, say)}`,
    'cases/reported-in': ({ participant }, say) => `${say('party', participant)} reports in`,
    'cases/mediation-started': ({ parties, mediator, participants = [] }, say) =>
      `Mediation begins: ${parties.length} parties before ${say('party', mediator)}` +
      `${participants.length === 0 ? '' : `, with ${list('party', participants, say)}`}`,
    'cases/mediated': ({ outcome, form }) =>
      outcome === 'agreed'
        ? `The parties agree${form === 'oral' ? ' by word, written down by the mediator' : ''}`
        : 'The mediation fails',
    'cases/escalated': escalation,
    'cases/merged': ({ source, suggestion }) =>
      `Merged: another report by ${sources[source]}` +
      `${suggestion === undefined ? '' : ` (likeness ${Math.round(suggestion.score * 100)} %)`}`,
    'cases/unmerged': ({ report }, say) => `Taken out again: ${say('case', report)}`,
    'cases/absorbed': (data, say) =>
      `Merged: case ${say('case', data.case)} with ${count(data.reporters.length, 'report')}`,
    'cases/joined': ({ into }, say) => `Goes on as part of case ${say('case', into)}`,
    'cases/separated': () => 'Goes on by itself again',
    'cases/suspended': ({ reason, basis, clocks: stopped }) =>
      `Suspended: ${reasons[reason]} (basis ${basis}); ` +
      `${stopped.length === 0 ? 'no limit stands still' : `standing still: ${stopped.map((each) => clocks[each]).join(', ')}`}`,
    'cases/resumed': () => 'Goes on',
    'cases/extension-asked': ({ clock, stage, add, reason }) =>
      `Asked for ${limit(add)} more, ${clocks[clock]}${stage === undefined ? '' : ` ${stage}`}: ${reasons[reason]}`,
    'cases/extension-decided': ({ granted }) =>
      granted ? 'Extension granted' : 'Extension not granted',
    'cases/supervised': ({ level, reason }, say) =>
      `Watched by the ${say('level', level)}: ${reasons[reason]}`,
    'cases/reopened': ({ reason }) => `Reopened: ${reasons[reason]}`,
    'cases/archived': () => 'Archived',
  },
};
