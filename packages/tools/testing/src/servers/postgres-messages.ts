/** A whole message of PostgreSQL's protocol (version 3), as it goes over the wire. */
export interface PostgresMessage {
  /** Its letter: `Q` query, `P` parse, `B` bind, `E` execute, `S` sync, `X` terminate …; `''` for the first of a connection, which has none. */
  readonly type: string;
  /** All of it, with letter and length. */
  readonly bytes: Buffer;
}

/** A message from a client, and on which of the relay's connections it came, counted from 1. */
export interface FrontendMessage extends PostgresMessage {
  readonly connection: number;
}

/** How long a message without its letter may be before it cannot be one; PostgreSQL's own limit is 1 GiB. */
const longest = 2 ** 30;

/** Codes that stand where the first message has its version. */
const codes = { cancel: 80877102, encryption: [80877103, 80877104] };

/** Whether the first message asks for TLS or GSSAPI, to be answered by one byte. */
export function asksForEncryption({ type, bytes }: PostgresMessage): boolean {
  return type === '' && bytes.length === 8 && codes.encryption.includes(bytes.readInt32BE(4));
}

/** Whether the first message wants another connection's query cancelled; no session follows. */
function asksForCancel({ type, bytes }: PostgresMessage): boolean {
  return type === '' && bytes.length >= 8 && bytes.readInt32BE(4) === codes.cancel;
}

/** Whether the server answers this message with ReadyForQuery when all before it is done. */
export function endsRound(message: PostgresMessage): boolean {
  if (message.type === '') return !asksForEncryption(message) && !asksForCancel(message);
  return ['Q', 'S', 'F'].includes(message.type);
}

/** The length of the message that these bytes begin with, or nothing while it cannot be told. */
function lengthOf(bytes: Buffer, letter: 0 | 1): number | undefined {
  if (bytes.length < letter + 4) return undefined;
  const length = bytes.readInt32BE(letter);
  if (length < 4 || length > longest) throw new Error('This is not the protocol of PostgreSQL.');
  return letter + length;
}

/** Cuts a stream of bytes into messages, whatever chunks it comes in. */
export function messageReader(hasStart: boolean): (chunk: Buffer) => readonly PostgresMessage[] {
  let rest: Buffer = Buffer.alloc(0);
  let isAtStart = hasStart;

  function next(): PostgresMessage | undefined {
    const letter = isAtStart ? 0 : 1;
    const length = lengthOf(rest, letter);
    if (length === undefined || length > rest.length) return undefined;
    const message = {
      type: rest.toString('latin1', 0, letter),
      bytes: rest.subarray(0, length),
    };
    rest = rest.subarray(length);
    // whoever is refused encryption begins once more
    if (isAtStart) isAtStart = asksForEncryption(message);
    return message;
  }

  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const messages: PostgresMessage[] = [];
    for (let message = next(); message; message = next()) messages.push(message);
    return messages;
  };
}
