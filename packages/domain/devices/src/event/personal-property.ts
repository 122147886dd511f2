import type { Observation } from './device-event.ts';
import { kindInfo } from './kinds.ts';

/** Names that say something about a person in every kind of event, without case, spaces, `_` and `-`. */
const personalNames: ReadonlySet<string> = new Set(
  `plate plateno platenumber licenseplate licenceplate licenseno carno vehicleno 车牌 车牌号
face faceid facename faceref name personname fullname username realname membername ownername 姓名
employeeno employeenostring employeeid employeenumber jobno staffno 工号
card cardno cardid cardnumber socialsecurityno 卡号
idnumber idno idcard idcardno certificateno certificatenumber passport 身份证号
phone phoneno phonenumber mobile mobileno telephone tel email mail openid wechat 手机号 电话
subject patient patientid resident residentid person personid userid memberid
age gender sex birthday birthdate dateofbirth ethnic nation address homeaddress 住址`.split(/\s+/),
);

const bodily =
  /^(?:(?:face|facial|fingerprint|finger|iris|palm|palmprint|palmvein|vein|voiceprint|body)(?:image|img|picture|pic|photo|data|features?|featurevector|featuredata|vector|template|embedding|model|code)|fingerprint|iris|palmprint|voiceprint|features?|featurevector|featuredata|embedding|embeddings)$/;

type Nature = 'plain' | 'personal' | 'bodily';

/** Names come from mappings and codecs and repeat; a sender that makes up ever new ones only empties it. */
const natures = new Map<string, Nature>();
const mostNatures = 4_096;

function natureOf(property: string): Nature {
  const known = natures.get(property);
  if (known !== undefined) return known;
  const name = property
    .slice(property.lastIndexOf('.') + 1)
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  const nature = bodily.test(name) ? 'bodily' : personalNames.has(name) ? 'personal' : 'plain';
  if (natures.size >= mostNatures) natures.clear();
  natures.set(property, nature);
  return nature;
}

/**
 * Whether an observation of this name says something about a person (个人信息): by its name in every kind (plate, face,
 * name, employee, card or identity number, telephone …), by what the taxonomy says of the kind, and in `health.*` always.
 */
export function personalProperty(kind: string, property: string): boolean {
  if (kind.startsWith('health.') || natureOf(property) !== 'plain') return true;
  const personal = kindInfo(kind)?.personal;
  return personal !== undefined && (personal.includes('*') || personal.includes(property));
}

/** Longer texts are no values: pictures and vectors written as text. */
const longestText = 1_024;

/** Whether a text is too long for a value, or a picture itself. */
export function isLongText(text: string): boolean {
  return text.length > longestText || text.startsWith('data:');
}

/** Whether what has this name may hold a face picture, a feature vector or a fingerprint. */
export function isBodilyName(property: string): boolean {
  return natureOf(property) === 'bodily';
}

function isBodily({ property, value }: Observation): boolean {
  return (typeof value === 'string' && isLongText(value)) || isBodilyName(property);
}

/** What may stay of an event's observations. */
export interface Admitted {
  readonly observations: readonly Observation[];
  /** How many were left out. */
  readonly cut: number;
}

/**
 * The observations with what is personal tagged, whatever their codec or mapping said, and without anything that a face
 * picture, a feature vector or a fingerprint could hide in: by its name, as a `data:` text, or longer than 1,024 units.
 */
export function admitted(kind: string, given: readonly Observation[]): Admitted {
  let changed = false;
  for (const each of given)
    if (isBodily(each) || (each.personal !== true && personalProperty(kind, each.property))) {
      changed = true;
      break;
    }
  if (!changed) return { observations: given, cut: 0 };
  const kept = given.filter((each) => !isBodily(each));
  return {
    observations: kept.map((each) =>
      each.personal !== true && personalProperty(kind, each.property)
        ? { ...each, personal: true }
        : each,
    ),
    cut: given.length - kept.length,
  };
}
