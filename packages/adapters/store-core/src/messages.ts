import type { StoreCoreErrorCode } from './error-code.ts';

/** A sentence for every code, in Chinese and English (提示语). */
export const storeCoreMessages: Readonly<
  Record<'zh-CN' | 'en', Readonly<Record<StoreCoreErrorCode, string>>>
> = {
  'zh-CN': {
    'store-core/invalid-master-key': '主密钥必须是 32 字节',
    'store-core/wrong-master-key': '主密钥不对：密钥库不是用它建立的',
  },
  en: {
    'store-core/invalid-master-key': 'A master key is 32 bytes long',
    'store-core/wrong-master-key':
      'Wrong master key: it is not the one with which the vault was made',
  },
};
