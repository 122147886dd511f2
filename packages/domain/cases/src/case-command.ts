import type { Absorb, Join, Separate } from './absorb.ts';
import type { CallBack } from './call-back.ts';
import type { Check } from './check.ts';
import type { Close } from './close.ts';
import type { Dispatch } from './dispatch.ts';
import type { Escalate } from './escalate.ts';
import type { AskExtension, DecideExtension } from './extension.ts';
import type { FileCase, RefuseToFile } from './filing.ts';
import type { HandleCase } from './handle.ts';
import type { RecordMediation, StartMediation } from './mediation.ts';
import type { Merge, Unmerge } from './merge.ts';
import type { ReturnOrder, Sign } from './order.ts';
import type { Archive, Reopen } from './reopen.ts';
import type { Report } from './report.ts';
import type { Route } from './route.ts';
import type { Supervise } from './supervise.ts';
import type { Resume, Suspend } from './suspension.ts';
import type { Timer } from './timer.ts';
import type { ReportIn, Whistle } from './whistle.ts';

/** What can be asked of a case. */
export type CaseCommand =
  | Report
  | FileCase
  | RefuseToFile
  | Route
  | Dispatch
  | Sign
  | ReturnOrder
  | HandleCase
  | Check
  | CallBack
  | Close
  | Whistle
  | ReportIn
  | StartMediation
  | RecordMediation
  | Escalate
  | Timer
  | Merge
  | Unmerge
  | Absorb
  | Join
  | Separate
  | Suspend
  | Resume
  | AskExtension
  | DecideExtension
  | Supervise
  | Reopen
  | Archive;
