import type { PersonalPart } from '@civigrid/kernel';
import type { AbsorbedData, JoinedData, SeparatedData } from './absorb.ts';
import type { CalledBackData } from './call-back.ts';
import type { CheckedData } from './check.ts';
import type { ClosedData } from './close.ts';
import type { DispatchedData } from './dispatch.ts';
import type { EscalatedData } from './escalate.ts';
import type { ExtensionAskedData, ExtensionDecidedData } from './extension.ts';
import type { FiledData, RefusedData } from './filing.ts';
import type { HandledData } from './handle.ts';
import type { MediatedData, MediationStartedData } from './mediation.ts';
import type { MergedData, UnmergedData } from './merge.ts';
import type { ReturnedData, SignedData } from './order.ts';
import type { ArchivedData, ReopenedData } from './reopen.ts';
import type { ReportedData } from './report.ts';
import type { RoutedData } from './route.ts';
import type { SupervisedData } from './supervise.ts';
import type { ResumedData, SuspendedData } from './suspension.ts';
import type { ReportedInData, WhistledData } from './whistle.ts';

/** The facts of a case by type, each with its data. */
export interface CaseEventData {
  readonly 'cases/reported': ReportedData;
  readonly 'cases/filed': FiledData;
  readonly 'cases/refused': RefusedData;
  readonly 'cases/routed': RoutedData;
  readonly 'cases/dispatched': DispatchedData;
  readonly 'cases/signed': SignedData;
  readonly 'cases/returned': ReturnedData;
  readonly 'cases/handled': HandledData;
  readonly 'cases/checked': CheckedData;
  readonly 'cases/called-back': CalledBackData;
  readonly 'cases/closed': ClosedData;
  readonly 'cases/whistled': WhistledData;
  readonly 'cases/reported-in': ReportedInData;
  readonly 'cases/mediation-started': MediationStartedData;
  readonly 'cases/mediated': MediatedData;
  readonly 'cases/escalated': EscalatedData;
  readonly 'cases/merged': MergedData;
  readonly 'cases/unmerged': UnmergedData;
  readonly 'cases/absorbed': AbsorbedData;
  readonly 'cases/joined': JoinedData;
  readonly 'cases/separated': SeparatedData;
  readonly 'cases/suspended': SuspendedData;
  readonly 'cases/resumed': ResumedData;
  readonly 'cases/extension-asked': ExtensionAskedData;
  readonly 'cases/extension-decided': ExtensionDecidedData;
  readonly 'cases/supervised': SupervisedData;
  readonly 'cases/reopened': ReopenedData;
  readonly 'cases/archived': ArchivedData;
}

/** The type of a fact of a case. */
export type CaseEventType = keyof CaseEventData;

/** A fact of one type. */
export interface CaseFact<Type extends CaseEventType> {
  readonly type: Type;
  readonly schema: 1;
  readonly data: CaseEventData[Type];
  readonly personal?: readonly PersonalPart[];
}

/** What can happen to a case. */
export type CaseEvent = { readonly [Type in CaseEventType]: CaseFact<Type> }[CaseEventType];

/** A fact with its personal parts, if there are any. */
export function fact<Type extends CaseEventType>(
  type: Type,
  data: CaseEventData[Type],
  personal: readonly PersonalPart[] = [],
): CaseFact<Type> {
  return { type, schema: 1, data, ...(personal.length === 0 ? {} : { personal }) };
}
