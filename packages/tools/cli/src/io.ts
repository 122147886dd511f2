/** The world that a command runs in. */
export interface CommandIo {
  /** Data. */
  readonly out: (text: string) => void;
  /** Progress and hints. */
  readonly err: (text: string) => void;
  /** The whole standard input; left out where there is none. */
  readonly input?: () => Uint8Array;
  /** Whether somebody watches the progress. */
  readonly terminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths begin. */
  readonly folder: string;
}

/** 0 fine, 1 findings, 2 usage, 3 fault. */
export type ExitCode = 0 | 1 | 2 | 3;
