/** A fresh implementation of a port, and how to be rid of it. */
export interface Fixture<Port> {
  readonly port: Port;
  /** Called when the case is over, however it went. */
  close?(): Promise<void>;
}

/** Makes a fixture that nobody has used yet; called once for every case. */
export type Make<Port> = () => Fixture<Port> | Promise<Fixture<Port>>;

/** One promise of a port, to be run by any test runner. */
export interface ContractCase {
  /** The promise, as a sentence. */
  readonly name: string;
  /** Makes a fixture, asks it and closes it; rejects where the promise is broken. */
  run(): Promise<void>;
}

/** What a case does with a port, by the promise that it checks. */
export type Promises<Port> = Readonly<Record<string, (port: Port) => Promise<void>>>;

/** Turns promises into cases, each on a fixture of its own. */
export function contract<Port>(
  make: Make<Port>,
  promises: Promises<Port>,
): readonly ContractCase[] {
  return Object.entries(promises).map(([name, check]) => ({
    name,
    run: async () => {
      const fixture = await make();
      try {
        await check(fixture.port);
      } finally {
        await fixture.close?.();
      }
    },
  }));
}
