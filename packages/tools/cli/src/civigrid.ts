import { readFileSync } from 'node:fs';
import { run } from './run.ts';

run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: () => readFileSync(process.stdin.fd),
  terminal: process.stderr.isTTY === true,
  environment: process.env,
  folder: process.cwd(),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 3;
  },
);
