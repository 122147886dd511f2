import type { GuardIssue, GuardIssueCode } from './issue.ts';

/** The languages that messages come in (语言). */
export type MessageLanguage = 'zh-CN' | 'en';

/** One sentence for an issue, in a language. */
export type GuardMessage = (issue: GuardIssue) => string;

const limitOf = ({ limit }: GuardIssue): string => (limit === undefined ? '' : String(limit));

const chinese = {
  'guard/not-bytes-or-text': () => '内容既不是文本，也不是字节。',
  'guard/too-large': (issue) => `内容超过 ${limitOf(issue)} 字节的上限。`,
  'guard/too-deep': (issue) => `嵌套超过 ${limitOf(issue)} 层的上限。`,
  'guard/too-many-keys': (issue) => `名称超过 ${limitOf(issue)} 个的上限。`,
  'guard/too-many-elements': (issue) => `元素超过 ${limitOf(issue)} 个的上限。`,
  'guard/too-many-attributes': (issue) => `一个元素的属性超过 ${limitOf(issue)} 个的上限。`,
  'guard/string-too-long': (issue) => `一段文字超过 ${limitOf(issue)} 字节的上限。`,
  'guard/encoding-unsupported': () => '不支持该字符编码。',
  'guard/encoding-conflict': () => '声明的字符编码与实际字节不符。',
  'guard/invalid-bytes': () => '字节不符合其字符编码。',
  'guard/lone-surrogate': () => '文字中有不成对的代理码元。',
  'guard/invalid-json': () => '不是合法的 JSON。',
  'guard/duplicate-key': () => '同一对象中有重复的键。',
  'guard/forbidden-key': () => '不允许使用键名 __proto__。',
  'guard/unsafe-integer': () => '整数超出可精确表示的范围 ±(2⁵³−1)。',
  'guard/number-overflow': () => '数字过大，无法表示。',
  'guard/invalid-xml': () => '不是合法的 XML。',
  'guard/doctype': () => '不允许含有 DOCTYPE。',
  'guard/unknown-media': () => '不是可识别的图片（JPEG、PNG、GIF、WebP、HEIC）。',
  'guard/broken-media': () => '图片文件已损坏或不完整。',
  'guard/too-many-pixels': (issue) => `图片超过 ${limitOf(issue)} 像素的上限。`,
  'guard/strip-unsupported': () => '无法去除该类图片的元数据。',
  'guard/invalid-geojson': () => '不是合法的 GeoJSON。',
  'guard/too-many-vertices': (issue) => `坐标点超过 ${limitOf(issue)} 个的上限。`,
  'guard/ring-too-long': (issue) => `一条线或环的坐标点超过 ${limitOf(issue)} 个的上限。`,
  'guard/out-of-range': () => '坐标不是经纬度：经度须在 ±180 之间，纬度须在 ±90 之间。',
  'guard/swapped-position': () => '坐标的经度和纬度似乎颠倒了。',
  'guard/nested-collection': () => '几何集合中不允许再含几何集合。',
} satisfies Record<GuardIssueCode, GuardMessage>;

const english = {
  'guard/not-bytes-or-text': () => 'This is neither text nor bytes.',
  'guard/too-large': (issue) => `This is larger than the limit of ${limitOf(issue)} bytes.`,
  'guard/too-deep': (issue) => `This nests deeper than the limit of ${limitOf(issue)} levels.`,
  'guard/too-many-keys': (issue) => `There are more names than the limit of ${limitOf(issue)}.`,
  'guard/too-many-elements': (issue) =>
    `There are more elements than the limit of ${limitOf(issue)}.`,
  'guard/too-many-attributes': (issue) =>
    `One element has more attributes than the limit of ${limitOf(issue)}.`,
  'guard/string-too-long': (issue) =>
    `One piece of text is longer than the limit of ${limitOf(issue)} bytes.`,
  'guard/encoding-unsupported': () => 'This character encoding is not supported.',
  'guard/encoding-conflict': () => 'The declared encoding is not the one of the bytes.',
  'guard/invalid-bytes': () => 'The bytes are not well-formed in their encoding.',
  'guard/lone-surrogate': () => 'The text holds half of a surrogate pair.',
  'guard/invalid-json': () => 'This is not valid JSON.',
  'guard/duplicate-key': () => 'One object holds the same key twice.',
  'guard/forbidden-key': () => 'The key __proto__ is not allowed.',
  'guard/unsafe-integer': () => 'An integer lies beyond ±(2⁵³−1) and would lose digits.',
  'guard/number-overflow': () => 'A number is too large to be represented.',
  'guard/invalid-xml': () => 'This is not well-formed XML.',
  'guard/doctype': () => 'A DOCTYPE is not allowed.',
  'guard/unknown-media': () => 'This is no picture that is known: JPEG, PNG, GIF, WebP or HEIC.',
  'guard/broken-media': () => 'The file of this picture is broken or incomplete.',
  'guard/too-many-pixels': (issue) =>
    `The picture has more pixels than the limit of ${limitOf(issue)}.`,
  'guard/strip-unsupported': () => 'Metadata cannot be taken out of this type of picture.',
  'guard/invalid-geojson': () => 'This is not valid GeoJSON.',
  'guard/too-many-vertices': (issue) =>
    `There are more positions than the limit of ${limitOf(issue)}.`,
  'guard/ring-too-long': (issue) =>
    `One line or ring has more positions than the limit of ${limitOf(issue)}.`,
  'guard/out-of-range': () => 'A position is no longitude within ±180 with a latitude within ±90.',
  'guard/swapped-position': () => 'Longitude and latitude of a position seem to be swapped.',
  'guard/nested-collection': () => 'A GeometryCollection holds another one.',
} satisfies Record<GuardIssueCode, GuardMessage>;

/** What people read for each code, by language (提示语). */
export const guardMessages: Readonly<
  Record<MessageLanguage, Readonly<Record<GuardIssueCode, GuardMessage>>>
> = { 'zh-CN': chinese, en: english };

/** The sentence for one issue (提示语). */
export function guardMessage(issue: GuardIssue, language: MessageLanguage): string {
  return guardMessages[language][issue.code](issue);
}
