export type { CommandIo, ExitCode } from './io.ts';
export { run } from './run.ts';
