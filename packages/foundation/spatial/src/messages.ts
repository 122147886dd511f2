import type { SpatialErrorCode } from './datum.ts';

/** The languages of the catalogue. */
export type SpatialLanguage = 'zh-CN' | 'en';

/** A sentence for every code, in Chinese and English (提示语). */
export const spatialMessages: Readonly<
  Record<SpatialLanguage, Readonly<Record<SpatialErrorCode, string>>>
> = {
  'zh-CN': {
    'spatial/unknown-datum': '没有这种坐标系',
    'spatial/odd-length': '经纬度须成对',
    'spatial/out-too-short': '存放结果的数组太短',
    'spatial/too-tangled': '边界线交叉过多，无法处理',
    'spatial/bad-line': '切分线须由两个以上不同的点组成，且不超过一万个点',
    'spatial/line-crosses-itself': '切分线自相交',
    'spatial/line-ends-inside': '切分线的端点落在区域内部',
    'spatial/line-does-not-cut': '切分线没有把区域分开',
  },
  en: {
    'spatial/unknown-datum': 'There is no such datum',
    'spatial/odd-length': 'Longitudes and latitudes come in pairs',
    'spatial/out-too-short': 'The array for the answers is too short',
    'spatial/too-tangled': 'The borders cross too often to be worked on',
    'spatial/bad-line':
      'A line to cut by has at least two different points and at most ten thousand',
    'spatial/line-crosses-itself': 'The line to cut by crosses itself',
    'spatial/line-ends-inside': 'The line to cut by ends inside the area',
    'spatial/line-does-not-cut': 'The line does not cut the area in two',
  },
};
