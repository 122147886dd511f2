import {
  type AlarmSignal,
  type AlarmTransition,
  type Incident,
  type IncidentCommand,
  type IncidentFact,
  type IncidentState,
  type IncidentStep,
  incidentDecider,
  isProtectedKind,
} from '@civigrid/devices';
import { type CommandMeta, type Handling, step, streamId } from '@civigrid/kernel';
import { done } from '../case-office.ts';
import type { IncidentView } from '../incident-view.ts';
import type { TownParts } from '../town-parts.ts';
import { type OperatorMeta, raiseAllMeta, raiseMeta, transitionMeta } from './incident-commands.ts';

/** Something to be written down in an incident. */
export interface IncidentWork {
  readonly incident: Incident;
  readonly meta: CommandMeta;
  readonly command: IncidentCommand;
}

/** Writes down what becomes of alarms: their incidents (警情). */
export interface IncidentOffice {
  /** What a transition means for an incident, decided at once and in order; undefined where there is nothing to write down. `by` is who brought it at the desk. */
  follow(transition: AlarmTransition, by?: OperatorMeta): IncidentWork | undefined;
  /** What an `instant` means, which is over as soon as it began. */
  momentary(signal: AlarmSignal): IncidentWork;
  /** Works with the same answer may be carried out together; undefined: each by itself. */
  togetherBy(work: IncidentWork): string | undefined;
  /** Writes works down that go together, in one append. A repeat changes nothing. */
  carryOut(works: readonly [IncidentWork, ...IncidentWork[]]): Promise<void>;
}

const incidentHandling: Handling<IncidentState, IncidentCommand, IncidentFact> = {
  decider: incidentDecider,
};

/** The signal of a raise that may wait for others of its incident: nothing protected, nothing momentary. */
function waiting({ command }: IncidentWork): AlarmSignal | undefined {
  if (command.type !== 'raise' || command.momentary === true) return undefined;
  return isProtectedKind(command.signal.kind) ? undefined : command.signal;
}

/** The office at which incidents are kept; its commands are derived from the messages, so that a repeat changes nothing. */
export function incidentOffice(parts: TownParts, { index }: IncidentView): IncidentOffice {
  const { tenant, digest, handler } = parts;

  async function give(incident: Incident, meta: CommandMeta, command: IncidentCommand) {
    const stream = streamId('incident', incident.id);
    const partition = parts.partition(incident.place);
    const asked = step({ handling: incidentHandling, stream, partition, command });
    done(await handler.handle(meta, [asked]));
  }

  return {
    follow: (transition, by) => {
      const found: IncidentStep | undefined = index.follow(transition);
      if (found === undefined) return undefined;
      const { incident, command } = found;
      const meta = transitionMeta(transition, tenant, incident.id, digest, by);
      return { incident, meta: { ...meta, at: command.at }, command };
    },
    momentary: (signal) => {
      const { incident, command } = index.momentary(signal);
      return { incident, meta: raiseMeta(tenant, signal, incident.id, digest), command };
    },
    togetherBy: (work) => (waiting(work) === undefined ? undefined : work.incident.id),
    carryOut: async ([first, ...others]) => {
      const { incident, meta, command } = first;
      const [signal, ...more] = [first, ...others].flatMap((work) => waiting(work) ?? []);
      if (signal === undefined || others.length === 0) return give(incident, meta, command);
      const together = raiseAllMeta([signal, ...more], meta, digest);
      const signals = [signal, ...more];
      return give(incident, together, { type: 'raiseAll', at: together.at, signals });
    },
  };
}
