import type { GridHierarchy } from '@civigrid/grid';
import {
  type CaseId,
  type Json,
  memoryProgress,
  type SubjectRef,
  subscribe,
  type TenantId,
} from '@civigrid/kernel';
import { type AlarmDesk, alarmDesk } from './alarm-desk.ts';
import { type CaseDesk, caseDesk } from './case-desk.ts';
import { casePolicies } from './case-policies.ts';
import { caseView } from './case-view.ts';
import { type ConventionDesk, conventionDesk } from './convention-desk.ts';
import { deadLetterOffice, type LetterDesk } from './dead-letter-office.ts';
import { type CaseExplanation, explainCase } from './explain.ts';
import { forget } from './forgetting.ts';
import { type GovernanceFaultCode, refusal } from './governance-error.ts';
import { findingView } from './health/finding-view.ts';
import { type HealthDesk, healthDesk } from './health/health-desk.ts';
import { findingRelease } from './health/releasing.ts';
import { incidentView } from './incident-view.ts';
import { deviceDesk, type IngestAnswer, type IngestMessage } from './intake/ingest.ts';
import type { ReplayAnswer, ReplayOptions } from './intake/replay-refused.ts';
import { type ReportAnswer, reportDesk } from './intake/report.ts';
import type { ReportInput } from './intake/report-input.ts';
import { notifier } from './notifier.ts';
import type { GovernanceOptions } from './options.ts';
import { publisher, type TownEvents } from './publisher.ts';
import {
  type ResponsibilityOptions,
  type ResponsibilityResult,
  responsibilities,
} from './responsibilities/responsibilities.ts';
import { type SecretVoteDesk, secretVoteDesk } from './secret-vote-desk.ts';
import { settling } from './settling.ts';
import { type TaskDesk, taskDesk } from './task-desk.ts';
import { taskOffice } from './task-office.ts';
import { taskView } from './task-view.ts';
import { type TickAnswer, townClock } from './town-clock.ts';
import { type IntakeCheckpoint, townIntake } from './town-intake.ts';
import { townParts } from './town-parts.ts';
import { type VoteDesk, voteDesk } from './vote-desk.ts';

/** The front door of one town (治理入口). */
export interface Town {
  readonly tenant: TenantId;
  readonly grid: GridHierarchy;
  readonly cases: CaseDesk;
  /** Planned visits, errands, care visits and patrols (任务). */
  readonly tasks: TaskDesk;
  readonly conventions: ConventionDesk;
  /** Votes that belong to no convention (表决). */
  readonly votes: VoteDesk;
  /** Secret votes of bodies, the box and the list of voters apart (无记名投票). */
  readonly secretVotes: SecretVoteDesk;
  /** What the health kiosks found, behind visits (健康异常). */
  readonly health: HealthDesk;
  /** What operators do with alarms, and the incidents that alarms have become (报警). */
  readonly alarms: AlarmDesk;
  /** What was refused, with its reason (死信). */
  readonly letters: LetterDesk;
  /** Takes a report: located, filed, routed, dispatched. Refuses with a `GovernanceErrorCode`; what was refused is kept. */
  report(input: ReportInput): Promise<ReportAnswer>;
  /** Takes a message of a device. Never refuses: what cannot be understood is an answer, and kept. Throws only where the store does: give the message again. */
  ingest(message: IngestMessage): Promise<IngestAnswer>;
  /**
   * Reads the refused messages of devices again (重放), as after a mapping was mended: what is understood now goes in with
   * its time of receipt, and its letter is removed; the others stay. Doing it twice changes nothing. Mappings are the
   * host's: give the mended ones at the next opening too. Refuses with `devices/invalid-mapping`.
   */
  replayRefused(options?: ReplayOptions): Promise<ReplayAnswer>;
  /** Why a case is where it is. */
  explain(caseId: CaseId): Promise<CaseExplanation>;
  /**
   * Proves over every category, cell, level and instant of a window that somebody answers (人格事责), or lists where
   * nobody does: by the town's table, tree, succession and roster, and so what a report there and then would meet. What
   * a matrix cannot say is an issue. Refuses with `governance/invalid-instant` or `governance/invalid-window`.
   */
  responsibilities(options: ResponsibilityOptions): ResponsibilityResult;
  /** Listens to what stands in the log from now on; gives the way to stop. */
  on<Name extends keyof TownEvents>(
    name: Name,
    listener: (told: TownEvents[Name]) => void,
  ): () => void;
  /** Lets time come to `now` (UTC milliseconds): deadlines fire, alarms fall silent, whoever was not reached is told again. An earlier `now` does nothing; what is no instant is refused with `governance/invalid-instant`. */
  tick(now: number): Promise<TickAnswer>;
  /** How many incidents the street has had. */
  incidents(): number;
  /** Where the host's intake stands; what came after it is to be given again, and changes nothing that was done. */
  intake(): Promise<IntakeCheckpoint | undefined>;
  /** Keeps how far the host's intake has come, with the state of the alarms: give what came after it again after a crash. */
  checkpoint(upTo: number, note?: Json): Promise<void>;
  /** Forgets a person (删除), altogether or in one case: keys, the way from their number, their photos, their places and words. The envelope of events stays. */
  forget(subject: SubjectRef, caseId?: CaseId): Promise<void>;
  /** Resolves when nothing is under way and nobody is being told any more. */
  idle(): Promise<void>;
  /** Ends what is under way. Closes the store only if the town made it. */
  close(): Promise<void>;
}

const retention = 184 * 86_400_000;

/** Opens a town: reads its log, does what a crash left undone, and is ready. Refuses with `governance/invalid-options`, `tables/invalid`, `governance/invalid-routing`, `governance/invalid-checkpoint`, `devices/invalid-rules` or `cases/invalid-duplicate-policy`. */
export async function governance(options: GovernanceOptions): Promise<Town> {
  const parts = townParts(options);
  const { tenant, store, vault, digest, ids } = parts;
  const { devices = {}, duplicates = {}, leaseMs = 30_000, notify } = options;
  const { letterRetentionMs: retentionMs = retention } = options;
  const told = publisher();
  const cases = caseView(vault, duplicates.policy, (stream) => {
    const code: GovernanceFaultCode = 'governance/unreadable-place';
    told.tell('refusal', { by: 'views', code, stream });
  });
  const incidents = incidentView(parts, devices);
  const tasks = taskView();
  const findings = findingView();
  const office = taskOffice(parts, tasks);
  const { deadLetters } = store;
  const letters = deadLetterOffice({ tenant, deadLetters, vault, digest, ids, retentionMs });

  /** All views follow one subscription, so that no policy sees one ahead of another. */
  const views = subscribe({
    store,
    progress: memoryProgress(),
    tenant,
    group: 'views',
    from: 'start',
    handle: async ({ events }) => {
      incidents.apply(events);
      tasks.apply(events);
      findings.apply(events);
      await cases.apply(events);
    },
  });
  const look = () => views.poll();
  const teller = notifier({ parts, cases, tasks, letters, told, notify });
  const policies = casePolicies({ parts, cases, incidents, options, letters, told, look });
  const release = findingRelease(parts, { tasks, findings });
  const { settle, quiet } = settling(views, [...policies, release], teller.wake);
  const reports = reportDesk({ parts, cases, letters, duplicates, look, settle });
  const refused = (code: string) =>
    told.tell('refusal', { by: 'devices', code, stream: `tenant/${tenant}` });
  const health = healthDesk({
    parts,
    health: options.health,
    findings,
    office,
    look,
    refused: (code) => told.tell('refusal', { by: 'health', code, stream: `tenant/${tenant}` }),
  });
  const machines = deviceDesk({ parts, incidents, letters, devices, health, refused, settle });
  const clock = townClock({ parts, cases, tasks, office, machines, told, leaseMs, settle });
  const intake = townIntake(parts, machines);
  const desk = caseDesk(parts, cases, settle);
  const bells = alarmDesk(parts, { incidents, cases }, machines);
  const making = conventionDesk(parts, settle);
  const voting = voteDesk(parts, settle);
  const secrets = secretVoteDesk(parts, settle);
  const errands = taskDesk({ parts, tasks, cases, office, settle });

  let closed = false;
  const underWay = new Set<Promise<unknown>>();
  async function open<Result>(work: () => Promise<Result>): Promise<Result> {
    if (closed) throw refusal('governance/closed', 'The town has been closed.');
    const mine = work();
    underWay.add(mine);
    try {
      return await mine;
    } finally {
      underWay.delete(mine);
    }
  }

  await intake.restore();
  await machines.recall();
  await settle();
  await clock.restate();

  return {
    tenant,
    grid: parts.grid,
    cases: { ...desk, perform: (id, order, by) => open(() => desk.perform(id, order, by)) },
    tasks: { ...errands, perform: (id, order, by) => open(() => errands.perform(id, order, by)) },
    conventions: {
      ...making,
      perform: (id, order, by) => open(() => making.perform(id, order, by)),
    },
    votes: { ...voting, perform: (id, order, by) => open(() => voting.perform(id, order, by)) },
    secretVotes: {
      ...secrets,
      perform: (id, order, by) => open(() => secrets.perform(id, order, by)),
      admit: (id, order, by) => open(() => secrets.admit(id, order, by)),
    },
    health: { finding: health.finding, basis: health.basis, counts: health.counts },
    alarms: { ...bells, perform: (order, by) => open(() => bells.perform(order, by)) },
    letters,
    report: (input) => open(() => reports.report(input)),
    ingest: (message) => open(() => machines.ingest(message)),
    replayRefused: (asked = {}) => open(() => machines.replayRefused(asked)),
    explain: (id) => open(() => explainCase(parts, desk, id)),
    responsibilities: (asked) => responsibilities(parts, asked),
    on: told.on,
    tick: (now) =>
      open(async () => {
        const answer = await clock.tick(now);
        cases.expire(now);
        teller.retry();
        await letters.sweep(now);
        return answer;
      }),
    incidents: incidents.count,
    intake: intake.load,
    checkpoint: (upTo, note = null) => open(() => intake.save(upTo, note)),
    forget: (subject, only) =>
      open(() =>
        forget(
          parts,
          { view: cases, desk, tasks },
          { subject, ...(only === undefined ? {} : { only }) },
        ),
      ),
    idle: async () => {
      await Promise.allSettled(underWay);
      await quiet();
      await teller.idle();
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
      await quiet();
      if (options.store === undefined) await store.close();
    },
  };
}
