/** Of the ASCII characters: 2 may begin a name, 1 may go on with it. */
export const nameClass: Uint8Array = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_')
  nameClass[letter.charCodeAt(0)] = 2;
for (const letter of '-.0123456789') nameClass[letter.charCodeAt(0)] = 1;

/** White space as XML has it. */
export const isSpace = (unit: number): boolean =>
  unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;

const usualDeclaration = '<?xml version="1.0" encoding="UTF-8"?>';
const declaration =
  /^<\?xml[ \t\r\n]+version="1\.0"(?:[ \t\r\n]+encoding="[uU][tT][fF]-?8")?(?:[ \t\r\n]+standalone="(?:yes|no)")?[ \t\r\n]*\?>/;

/** Where the XML declaration ends that a text of version 1.0 in UTF-8 begins with; 0 where there is none, -1 where it is another. */
export function declarationEnd(text: string): number {
  if (text.startsWith(usualDeclaration)) return usualDeclaration.length;
  return text.startsWith('<?') ? (declaration.exec(text)?.[0].length ?? -1) : 0;
}

/** Where the names lie that XML keeps for itself: whoever binds one is looked at by the whole parser. */
const reserved = /http:\/\/www\.w3\.org\/(?:XML\/1998\/namespace|2000\/xmlns)/;
/** Whether the value of a declaration is such a name. */
export const binds = (value: string): boolean =>
  value.includes('www.w3.org') && reserved.test(value);
