import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

// biome-ignore lint/suspicious/noExplicitAny: whatever the server answers, each test looks at its own part
type Answer = any;

/** Talks to NATS line by line, without a client library: sends, and gives what `found` finds in the answers. */
async function talk<Found>(
  port: number,
  words: string,
  found: (line: string) => Found | undefined,
): Promise<Found> {
  const socket: Socket = connect(port, '127.0.0.1');
  try {
    socket.write(words);
    for await (const line of createInterface({ input: socket })) {
      const answer = found(line);
      if (answer !== undefined) return answer;
    }
    throw new Error('The server closed the connection.');
  } finally {
    socket.destroy();
  }
}

/** What a server says of itself, and what it says to PING. */
export async function greeting(port: number): Promise<{ info: Answer; answer: string }> {
  let info: Answer;
  const answer = await talk(port, 'CONNECT {"verbose":false}\r\nPING\r\n', (line) => {
    if (line.startsWith('INFO ')) info = JSON.parse(line.slice('INFO '.length));
    return line === 'PONG' ? line : undefined;
  });
  return { info, answer };
}

/** Publishes a text and gives the answer that comes to its reply subject. */
export function askNats(port: number, subject: string, text: string): Promise<Answer> {
  const words = [
    'CONNECT {"verbose":false,"no_responders":true,"headers":true}',
    'SUB reply 1',
    `PUB ${subject} reply ${Buffer.byteLength(text)}`,
    `${text}\r\n`,
  ].join('\r\n');
  return talk(port, words, (line) => {
    if (line.startsWith('-ERR') || line.startsWith('HMSG')) throw new Error(line);
    return line.startsWith('{') ? JSON.parse(line) : undefined;
  });
}
