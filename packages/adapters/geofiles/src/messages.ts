import type { GuardIssue } from '@civigrid/guard';
import { guardMessage } from '@civigrid/guard/messages';
import type { GeofilesErrorCode } from './error-code.ts';
import type { GeofilesIssueCode, GeoIssue } from './issue.ts';

/** The languages of the catalogue (语言). */
export type GeofilesLanguage = 'zh-CN' | 'en';

/** Every code of the package that people read. */
export type GeofilesMessageCode = GeofilesIssueCode | GeofilesErrorCode;

/** A sentence for every code, in Chinese and English (提示语). */
export const geofilesMessages: Readonly<
  Record<GeofilesLanguage, Readonly<Record<GeofilesMessageCode, string>>>
> = {
  'zh-CN': {
    'geofiles/unknown-format': '无法识别文件格式',
    'geofiles/too-large': '文件过大',
    'geofiles/expands-too-much': '压缩包解压后异常膨胀，已拒绝',
    'geofiles/broken-zip': '压缩包已损坏',
    'geofiles/nothing-inside': '压缩包中没有可读取的图层',
    'geofiles/several-layers': '压缩包中有多个图层，请指明其一',
    'geofiles/not-geojson': '不是 GeoJSON',
    'geofiles/not-topojson': '不是 TopoJSON',
    'geofiles/not-kml': '不是 KML',
    'geofiles/not-a-shapefile': '不是 Shapefile',
    'geofiles/projected-crs': '坐标是投影坐标（平面米制），请先转换为经纬度',
    'geofiles/unsupported-crs': '不支持该坐标系，请先转换为 CGCS2000 或 WGS84',
    'geofiles/unknown-object': '拓扑文件中没有这个对象',
    'geofiles/truncated': '文件不完整',
    'geofiles/invalid-json': '不是合法的 JSON',
    'geofiles/too-many-features': '要素过多',
    'geofiles/too-many-positions': '坐标点过多',
    'geofiles/feature-too-large': '单个要素过大',
    'geofiles/too-many-issues': '问题过多，其余不再逐条列出',
    'geofiles/broken-topology': '拓扑中的弧段有误',
    'geofiles/broken-dbf': '属性表（dbf）已损坏',
    'geofiles/not-a-feature': '不是要素',
    'geofiles/deleted-record': '记录已标记删除',
    'geofiles/bad-geometry': '边界坐标有误',
    'geofiles/out-of-range': '坐标超出经纬度范围',
    'geofiles/not-an-area': '不是面',
    'geofiles/too-complex': '边界过于复杂，无法判定内环归属',
    'geofiles/invalid-text': '文字与其字符编码不符',
    'geofiles/bad-value': '属性值与字段类型不符',
    'geofiles/unsupported-field': '不支持该字段类型',
    'geofiles/text-cut': '文字被字段宽度截断',
    'geofiles/ring-direction': '边界环方向有误，已纠正',
    'geofiles/broken-index': '索引文件（shx）与图形文件不符，已忽略',
    'geofiles/count-mismatch': '属性表与图形的记录数不一致',
    'geofiles/duplicate-property': '属性名重复，保留第一个',
    'geofiles/datum-unknown': '文件未说明坐标系',
    'geofiles/encoding-guessed': '文件未说明字符编码，按内容推断',
    'geofiles/unwritable-geometry': '边界环未闭合、点数不足或坐标无效，无法写出',
    'geofiles/unwritable-text': '文字中有该格式或编码无法表示的字符',
    'geofiles/unwritable-datum': '该格式无法说明此坐标系，请先转换',
    'geofiles/field-name-too-long': '字段名超过 10 个字节，请另行指定',
    'geofiles/field-name-clash': '两个属性的字段名相同，请另行指定',
    'geofiles/text-too-long': '文字超过 254 个字节，无法写入',
    'geofiles/record-too-long': '字段过多或一条记录过长，无法写入',
    'geofiles/file-too-long': '文件超过 2 GiB，无法写入',
  },
  en: {
    'geofiles/unknown-format': 'The format of the file is not known',
    'geofiles/too-large': 'The file is too large',
    'geofiles/expands-too-much': 'The archive unpacks to far more than it holds and is refused',
    'geofiles/broken-zip': 'The archive is broken',
    'geofiles/nothing-inside': 'The archive holds no layer that can be read',
    'geofiles/several-layers': 'The archive holds several layers; name one of them',
    'geofiles/not-geojson': 'This is not GeoJSON',
    'geofiles/not-topojson': 'This is not TopoJSON',
    'geofiles/not-kml': 'This is not KML',
    'geofiles/not-a-shapefile': 'This is not a Shapefile',
    'geofiles/projected-crs':
      'The coordinates are metres on a plane map; turn them to degrees first',
    'geofiles/unsupported-crs':
      'This reference system is not supported; convert to CGCS2000 or WGS84 first',
    'geofiles/unknown-object': 'The topology has no such object',
    'geofiles/truncated': 'The file is not complete',
    'geofiles/invalid-json': 'This is not valid JSON',
    'geofiles/too-many-features': 'There are too many features',
    'geofiles/too-many-positions': 'There are too many positions',
    'geofiles/feature-too-large': 'One feature is too large',
    'geofiles/too-many-issues': 'More is wrong than is told here',
    'geofiles/broken-topology': 'An arc of the topology is wrong',
    'geofiles/broken-dbf': 'The table of properties (dbf) is broken',
    'geofiles/not-a-feature': 'This is not a feature',
    'geofiles/deleted-record': 'The record is marked as deleted',
    'geofiles/bad-geometry': 'The coordinates of the border are wrong',
    'geofiles/out-of-range': 'A coordinate lies outside of longitude and latitude',
    'geofiles/not-an-area': 'This is not an area',
    'geofiles/too-complex': 'The border is too complex to tell which hole lies where',
    'geofiles/invalid-text': 'The text does not fit its character encoding',
    'geofiles/bad-value': 'The value does not fit the type of its field',
    'geofiles/unsupported-field': 'The type of the field is not supported',
    'geofiles/text-cut': 'The text was cut by the width of its field',
    'geofiles/ring-direction': 'A border ran in the wrong direction and was turned',
    'geofiles/broken-index': 'The index (shx) does not fit and was left aside',
    'geofiles/count-mismatch': 'The table of properties has another number of records',
    'geofiles/duplicate-property': 'The property occurs twice; the first stays',
    'geofiles/datum-unknown': 'The file does not say its datum',
    'geofiles/encoding-guessed': 'The file does not say its encoding; it was told by the texts',
    'geofiles/unwritable-geometry': 'The border is not closed, too short or not finite',
    'geofiles/unwritable-text': 'A text holds a character that the format or encoding cannot',
    'geofiles/unwritable-datum': 'The format has no word for this datum; convert first',
    'geofiles/field-name-too-long': 'A field name is longer than 10 bytes; give another',
    'geofiles/field-name-clash': 'Two properties have one field name; give another',
    'geofiles/text-too-long': 'A text is longer than 254 bytes and cannot be written',
    'geofiles/record-too-long': 'There are too many fields, or the record is too long',
    'geofiles/file-too-long': 'The file would be longer than 2 GiB',
  },
};

function isGuardIssue(issue: GeoIssue): issue is GeoIssue & GuardIssue {
  return issue.code.startsWith('guard/');
}

/** One line about an issue: where it stands and what it is. */
export function describe(issue: GeoIssue, language: GeofilesLanguage): string {
  const text = isGuardIssue(issue)
    ? guardMessage(issue, language)
    : geofilesMessages[language][issue.code as GeofilesMessageCode];
  if (issue.feature === undefined) return text;
  return language === 'en'
    ? `Feature ${issue.feature + 1}: ${text}`
    : `第 ${issue.feature + 1} 个要素：${text}`;
}
