import { basename } from 'node:path';
import type { DeviceIssue, DeviceMapping } from '@civigrid/devices';
import { nearestMapping, traceMapping } from '@civigrid/devices/mapping';
import { refusalMessages } from '@civigrid/devices/messages';
import { tenantId } from '@civigrid/kernel';
import type { CommandIo, ExitCode } from '../io.ts';
import { type Language, languageOf } from '../language.ts';
import { bytesOf, type FileFault, lineOf, mappingsOf } from './read-mappings.ts';
import { issueText, traceLines } from './trace-lines.ts';
import type { TryMappingOptions } from './try-mapping-options.ts';
import { tryMappingWords } from './try-mapping-words.ts';

function faultLine({ file, line, path, code, detail }: FileFault, language: Language): string {
  const words = tryMappingWords[language];
  const place =
    line === undefined ? `${file}${path === undefined ? '' : ` ${path}`}` : words.line(file, line);
  const tag = language === 'zh' ? 'zh-CN' : 'en';
  const why =
    code === 'cli/unreadable-file'
      ? words.unreadable
      : code === 'devices/invalid-mapping'
        ? refusalMessages[code][tag]
        : issueText(code, language);
  return `${place}: ${why}${detail === undefined ? '' : ` ${detail}`} (${code})\n`;
}

function refuse(faults: readonly FileFault[], json: boolean, language: Language, io: CommandIo): 1 {
  if (json) io.out(`${JSON.stringify({ refused: faults })}\n`);
  for (const fault of faults) io.err(faultLine(fault, language));
  return 1;
}

/** A message that the bounded reader refused, with its line. */
function bodyFault(path: string, body: Uint8Array, { code, byte }: DeviceIssue): FileFault {
  const line = byte === undefined ? {} : { line: lineOf(body, byte) };
  return { file: basename(path), code, ...line };
}

/** The mapping that is meant for a message, or the nearest; and the message in that mapping's protocol. */
function chosenFrom(
  mappings: readonly DeviceMapping[],
  body: Uint8Array,
  options: TryMappingOptions,
) {
  const { topic, received = Date.now() } = options;
  const message = (protocol: string) => ({
    protocol,
    ...(topic === undefined ? {} : { topic }),
    body,
    receivedAt: received,
    tenant: tenantId('trial'),
  });
  // A file holds the mappings of one vendor, and thus of one protocol.
  const protocol = mappings[0]?.protocol ?? 'json';
  const mapping = nearestMapping(mappings, message(protocol));
  return mapping === undefined ? undefined : { mapping, message: message(protocol) };
}

/** Shows what each field of a mapping makes of a message (试映射); 1 where a file cannot be used or the message has errors. */
export function tryMapping(options: TryMappingOptions, io: CommandIo): ExitCode {
  const language = languageOf(options.lang, io.environment);
  const words = tryMappingWords[language];
  const file = mappingsOf(options.mapping, io);
  if (!file.ok) return refuse(file.faults, options.json, language, io);
  const body = bytesOf(options.message, io);
  if (!body.ok) return refuse(body.faults, options.json, language, io);
  const { mappings, unknown } = file.value;
  const chosen = chosenFrom(mappings, body.value, options);
  if (chosen === undefined) {
    io.err(`${words.noMapping}\n`);
    return 1;
  }
  const trace = traceMapping(chosen.mapping, chosen.message);
  const broken = trace.issues.filter(({ code }) => code.startsWith('guard/'));
  if (broken.length > 0) {
    const faults = broken.map((issue) => bodyFault(options.message, body.value, issue));
    return refuse(faults, options.json, language, io);
  }
  if (options.json) io.out(`${JSON.stringify({ ...trace, unknown })}\n`);
  else {
    const strange =
      unknown.length === 0 ? [] : ['', words.unknown, ...unknown.map((one) => `  ${one}`)];
    io.out(`${[...traceLines(trace, language), ...strange].join('\n')}\n`);
  }
  return trace.matched && !trace.issues.some(({ level }) => level === 'error') ? 0 : 1;
}
