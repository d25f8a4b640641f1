/** Documents that people identify themselves with. */
import { isIdNumber, isPermanentResidenceNumber, isPermitNumber } from './id-number.js'

/** What a person proves who they are with; letters in upper case. */
export interface IdentityDocument {
  /** 居民身份证, 护照, 港澳台居民居住证, 外国人永久居留身份证. */
  readonly type: 'id_card' | 'passport' | 'residence_permit' | 'permanent_residence'
  readonly number: string
}

interface DocumentRule {
  readonly fits: (number: string, today: string) => boolean
  /** Completes "… must be". */
  readonly says: string
}

export const documentRules: Readonly<Record<IdentityDocument['type'], DocumentRule>> = {
  id_card: {
    fits: isIdNumber,
    says:
      '18 characters per GB 11643-1999: area, a date of birth that exists, a right check character. ' +
      'In tests use area 000000, such as 000000199001010018',
  },
  passport: {
    // ICAO Doc 9303 part 4 has nine places for it; national numbers have five or more.
    fits: (number) => /^(?=[A-Z]{0,8}\d)[A-Z0-9]{5,9}$/.test(number),
    says: '5–9 letters and digits, at least one digit (ICAO Doc 9303)',
  },
  residence_permit: {
    fits: isPermitNumber,
    says: '18 characters per GB 11643-1999 with area 810000, 820000 or 830000',
  },
  permanent_residence: {
    fits: (number, today) => isPermanentResidenceNumber(number, today) || /^[A-Z]{3}\d{12}$/.test(number),
    says: '18 characters that begin with 9 and end with a right check character, or three letters and 12 digits',
  },
}

/** The same for the same document, whatever name and phone go with it. */
export function documentKey({ type, number }: IdentityDocument): string {
  return `${type}:${number}`
}
