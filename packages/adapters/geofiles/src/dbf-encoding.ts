import { TextDecoder } from 'node:util';
/** What is known of the encoding of a .dbf: its name for `TextDecoder`, and whether it is only a guess. */
export interface DbfEncoding {
  readonly label: string;
  readonly guessed: boolean;
}

/** Language driver bytes of dBase (byte 29 of the header) that are met in China, and the Western ones. */
const drivers: ReadonlyMap<number, string> = new Map([
  [0x03, 'windows-1252'],
  [0x4d, 'gb18030'],
  [0x4f, 'big5'],
  [0x58, 'windows-1252'],
  [0x59, 'windows-1252'],
  [0x78, 'big5'],
  [0x7a, 'gb18030'],
]);

/** Names of a .cpg file, letters and digits only. GBK and GB 2312 are parts of GB 18030. */
const pages: ReadonlyMap<string, string> = new Map([
  ['UTF8', 'utf-8'],
  ['65001', 'utf-8'],
  ['GB18030', 'gb18030'],
  ['54936', 'gb18030'],
  ['GBK', 'gb18030'],
  ['GB2312', 'gb18030'],
  ['EUCCN', 'gb18030'],
  ['936', 'gb18030'],
  ['BIG5', 'big5'],
  ['950', 'big5'],
  ['1252', 'windows-1252'],
  ['ISO88591', 'windows-1252'],
  ['88591', 'windows-1252'],
  ['LATIN1', 'windows-1252'],
]);

/** The encoding that a name means (`UTF-8`, `GBK`, `CP936`, `ANSI 936`); undefined where it is not known. */
function encodingNamed(name: string): string | undefined {
  const plain = name
    .slice(0, 40)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return pages.get(plain) ?? pages.get(plain.replace(/^(?:CP|ANSI|OEM|MS|WINDOWS)/, ''));
}

function decodes(label: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * By what a .dbf is to be read: the caller's word, else the .cpg, else the language driver byte; else a guess by the
 * bytes of its texts, UTF-8 where they are that without exception.
 */
export function dbfEncoding(
  { named, cpg, driver }: { named?: string; cpg?: string; driver: number },
  texts: () => Uint8Array,
): DbfEncoding {
  const told =
    (named === undefined ? undefined : encodingNamed(named)) ??
    (cpg === undefined ? undefined : encodingNamed(cpg)) ??
    drivers.get(driver);
  if (told !== undefined) return { label: told, guessed: false };
  const bytes = texts();
  if (bytes.every((byte) => byte < 0x80)) return { label: 'utf-8', guessed: false };
  return { label: decodes('utf-8', bytes) ? 'utf-8' : 'gb18030', guessed: true };
}
