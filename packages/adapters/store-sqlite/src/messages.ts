import type { StoreSqliteErrorCode } from './error-code.ts';

/** A sentence for every code, in Chinese and English (提示语). */
export const storeSqliteMessages: Readonly<
  Record<'zh-CN' | 'en', Readonly<Record<StoreSqliteErrorCode, string>>>
> = {
  'zh-CN': {
    'store-sqlite/foreign-file': '这不是本系统的存证库文件，未作任何改动',
    'store-sqlite/newer-schema': '文件由更新的版本建立，请升级后再打开',
    'store-sqlite/file-in-use': '文件正被另一个进程使用',
    'store-sqlite/record-cut': '存证记录缺失：文件中的事件少于已确认的数量，请从备份恢复',
  },
  en: {
    'store-sqlite/foreign-file': 'This is not a file of this store; nothing in it was changed',
    'store-sqlite/newer-schema': 'The file was made by a later version: upgrade to open it',
    'store-sqlite/file-in-use': 'Another process is using the file',
    'store-sqlite/record-cut':
      'The record is cut: the file holds fewer events than were acknowledged. Restore it from a backup',
  },
};
