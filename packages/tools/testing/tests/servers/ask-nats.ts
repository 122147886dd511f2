import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

// biome-ignore lint/suspicious/noExplicitAny: whatever the server answers, each test looks at its own part
type Answer = any;

/**
 * Talks to NATS line by line, without a client library: asks, asks again whenever nothing has come for a second
 * (a cluster between two leaders does not answer), and gives what `found` finds in the answers.
 */
async function talk<Found>(
  port: number,
  hello: string,
  question: string,
  found: (line: string) => Found | undefined,
): Promise<Found> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.setTimeout(1000);
  socket.on('timeout', () => socket.write(question));
  try {
    socket.write(hello + question);
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
  const answer = await talk(port, 'CONNECT {"verbose":false}\r\n', 'PING\r\n', (line) => {
    if (line.startsWith('INFO ')) info = JSON.parse(line.slice('INFO '.length));
    return line === 'PONG' ? line : undefined;
  });
  return { info, answer };
}

/** Publishes a text, under one id however often it is sent, and gives the answer that comes to its reply subject. */
export function askNats(port: number, subject: string, text: string): Promise<Answer> {
  const hello = 'CONNECT {"verbose":false,"no_responders":true,"headers":true}\r\nSUB reply 1\r\n';
  const head = `NATS/1.0\r\nNats-Msg-Id: ${subject}\r\n\r\n`;
  const lengths = `${head.length} ${head.length + Buffer.byteLength(text)}`;
  const question = `HPUB ${subject} reply ${lengths}\r\n${head}${text}\r\n`;
  return talk(port, hello, question, (line) => {
    if (line.startsWith('-ERR')) throw new Error(line);
    // a header alone says that nobody has subscribed yet, which the silence after it asks again
    return line.startsWith('{') ? JSON.parse(line) : undefined;
  });
}
