import { type AppendResult, type PreparedAppend, preparedAppend } from '@civigrid/kernel';
import { nodeDigest } from '@civigrid/store-core';
import { appender, type Written } from './appender.ts';
import { archiveCalls } from './archive-calls.ts';
import { deadlineCalls } from './deadline-calls.ts';
import { eventPages } from './event-pages.ts';
import { groupCommit } from './group-commit.ts';
import { letterCalls } from './letter-calls.ts';
import { openFile } from './open-file.ts';
import { progressCalls } from './progress-calls.ts';
import { type LastEvent, type RecordHead, recordHead, verifyHead } from './record-head.ts';
import { restoreCalls } from './restore-calls.ts';
import type { OpenSqlDriver } from './sql-driver.ts';
import type { StoreCalls } from './store-calls.ts';
import { storeFile } from './store-tables.ts';

/** Writes the head of the record after each commit that added events. */
function headWatch(head: RecordHead | undefined) {
  let events = 0;
  let last: LastEvent | undefined;
  return {
    begun: () => {
      events = 0;
      last = undefined;
    },
    added: (written: Pick<Written, 'events' | 'last'>) => {
      events += written.events;
      last = written.last ?? last;
    },
    committed: () => {
      if (last !== undefined) head?.grown(events, last);
    },
  };
}

/** The file of a store, opened in this thread. */
export function fileCalls(options: {
  readonly file: string;
  readonly shared: boolean;
  readonly open: OpenSqlDriver;
}): StoreCalls {
  const { file, shared, open } = options;
  const lock = shared ? 'shared' : 'alone';
  const opened = openFile({ file, kind: storeFile, open, lock, verify: verifyHead });
  const { driver, path } = opened;
  const head = path === undefined ? undefined : recordHead(driver, path, shared);
  const watch = headWatch(head);
  const commits = groupCommit(driver, watch);
  const writer = appender(driver);
  let closed = false;

  function appendPrepared(batch: PreparedAppend, at: number): Promise<AppendResult> {
    return commits.run(() => {
      const written = writer.append(batch, at);
      watch.added(written);
      return written.result;
    });
  }

  return {
    append: async (batch, at) => appendPrepared(preparedAppend(batch, nodeDigest), at),
    appendPrepared,
    first: writer.first,
    ...eventPages(driver),
    ...deadlineCalls(driver, commits),
    ...progressCalls(driver, commits),
    ...letterCalls(driver, commits),
    ...archiveCalls(driver, commits),
    ...restoreCalls(driver, commits, { writer, added: watch.added }),
    close: () => {
      if (closed) return;
      closed = true;
      commits.close();
      head?.close();
      opened.close();
    },
  };
}
