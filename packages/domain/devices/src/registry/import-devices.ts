import type { DeviceId } from '@civigrid/kernel';
import { deviceChanges } from './device-changes.ts';
import type { DeviceCommand } from './device-command.ts';
import type { DeviceRegistry, RegisteredDevice } from './device-registry.ts';
import type { ImportIssue } from './import-issue.ts';
import { type ImportChecks, readRow } from './import-row.ts';

/** How a list of devices is read. */
export interface ImportOptions extends ImportChecks {
  /** The instant of the commands: UTC milliseconds. */
  readonly at: number;
  /** What is registered already; nothing if left out. */
  readonly registry?: DeviceRegistry;
  /** The list is the whole register: what is not in it is retired. Never where a row was left out. */
  readonly complete?: boolean;
}

/** What is to be done to one device; its stream is `device/<device>`. */
export interface DeviceChange {
  readonly device: DeviceId;
  /** The row that asks for it; absent where the device is in none. */
  readonly row?: number;
  /** To be given in this order; at least one. */
  readonly commands: readonly DeviceCommand[];
}

/** What became of a list of devices. */
export interface ImportedDevices {
  /** The devices of the rows without an error, in their order. */
  readonly accepted: readonly RegisteredDevice[];
  /** Only what changes something: a list that was imported before gives none. */
  readonly changes: readonly DeviceChange[];
  readonly issues: readonly ImportIssue[];
  /** Registered devices that no row names. */
  readonly missing: readonly DeviceId[];
}

/**
 * Reads a list of devices (设备台账导入), rows of text as from CSV or Excel, and says what is to be done to the register.
 * Bad data never throws: it is an issue with row and column, and the rest of the list goes on. The first of two rows with
 * one id is taken. The exact place of a person's device is compared only where the registry knows it.
 */
export function importDevices(rows: Iterable<unknown>, options: ImportOptions): ImportedDevices {
  const { at, registry, complete = false } = options;
  const issues: ImportIssue[] = [];
  const accepted: RegisteredDevice[] = [];
  const changes: DeviceChange[] = [];
  const seen = new Set<string>();
  const known = new Map((registry?.entries() ?? []).map((entry) => [entry.device, entry]));
  const idColumn = options.columns?.device ?? 'device';
  let row = 0;
  let leftOut = false;

  const refuse = (code: 'devices/listed-twice' | 'devices/row-of-retired', message: string) => {
    issues.push({ code, level: 'error', row, column: idColumn, message });
    leftOut = true;
  };

  for (const cells of rows) {
    row++;
    const wanted = readRow(cells, row, options, issues);
    if (wanted === undefined) {
      leftOut = true;
      continue;
    }
    const { device } = wanted;
    if (seen.has(device)) {
      refuse('devices/listed-twice', 'A row above has the same id.');
      continue;
    }
    seen.add(device);
    if (registry?.isRetired(device) === true) {
      refuse('devices/row-of-retired', 'The device was retired for good.');
      continue;
    }
    accepted.push(wanted);
    const commands = deviceChanges(known.get(device), wanted, at);
    if (commands.length > 0) changes.push({ device, row, commands });
  }
  const missing = [...known.keys()].filter((device) => !seen.has(device));
  // A row that could not be read may have been any of them.
  if (complete && !leftOut)
    for (const device of missing) changes.push({ device, commands: [{ type: 'retire', at }] });
  return { accepted, changes, issues, missing };
}
