import { stripTypeScriptTypes } from 'node:module';

/**
 * Threads that tests start from the sources strip types by WebAssembly. V8 (in Node 24.21) may free its code under a
 * thread that runs it, once the thread before has ended and nobody else holds it; so this process holds it to its end.
 */
stripTypeScriptTypes('');
