import { canonicalJson } from './canonical-json.ts';
import { nextDigest } from './chain.ts';
import type { Digest } from './digest.ts';
import { fromHex } from './hexadecimal.ts';
import type { TenantId } from './ids.ts';

/** What may be wrong with a line of an export or a sealed file. */
export type RecordLineIssueCode =
  /** Not the first line of a run where one had to be: not ours. */
  | 'kernel/not-a-record'
  /** A run of a version that is not known here. */
  | 'kernel/unknown-record-version'
  /** A run of another tenant. */
  | 'kernel/other-tenant'
  /** Longer than any event may be. */
  | 'kernel/record-line-too-long'
  /** No event in its one form: canonical JSON of exactly the members of an event. */
  | 'kernel/not-a-record-line'
  /** An event of another tenant or partition than its run, or not the next position. */
  | 'kernel/not-of-this-run'
  /** The run ends before its last event or without its closing line. */
  | 'kernel/record-cut'
  /** The closing line does not close these events. */
  | 'kernel/record-seal-broken';

/** What the first line of a run says. */
export interface RunHeader {
  readonly tenant: TenantId;
  readonly partition: number;
  /** The first position. */
  readonly from: number;
  /** The last position. */
  readonly to: number;
}

/** With this every run begins: `format` is the first member of its first line. */
export const runBegins = '{"format":"civigrid-record",';

const version = 1;

/** The first line of a run. */
export function headerLine({ tenant, partition, from, to }: RunHeader): string {
  return canonicalJson({ format: 'civigrid-record', version, tenant, partition, from, to });
}

/** Adds the digest of an event to the seal of its run: SHA-256 of the seal before it ('' at first) followed by the digest. */
export function nextSeal(seal: string, eventDigest: string, digest: Digest): string {
  return nextDigest(seal, fromHex(eventDigest), digest);
}

/** The last line of a run. */
export function closingLine(count: number, seal: string): string {
  return canonicalJson({ count, seal });
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const isPosition = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 1;

/** The header that a line writes, or why it is none. */
export function parsedHeader(line: string): RunHeader | RecordLineIssueCode {
  if (!line.startsWith(runBegins)) return 'kernel/not-a-record';
  const { version: found, tenant, partition, from, to } = parsed(line);
  if (isPosition(found) && found !== version) return 'kernel/unknown-record-version';
  const formed =
    typeof tenant === 'string' &&
    typeof partition === 'number' &&
    Number.isSafeInteger(partition) &&
    isPosition(from) &&
    isPosition(to) &&
    from <= to;
  if (!formed) return 'kernel/not-a-record';
  // Its text is compared below; a tenant that nobody has is told by whoever asked for one.
  const header = { tenant: tenant as TenantId, partition, from, to };
  try {
    return headerLine(header) === line ? header : 'kernel/not-a-record';
  } catch {
    return 'kernel/not-a-record';
  }
}
