import type { PackStatus } from '../messages.ts'
import { countryName, languageName } from './localise.ts'

/** A pack in the reader's language where its country has a name; regions keep their own title. */
export const packName = ({ country, title }: PackStatus): string => countryName(country) ?? title

export const packLanguages = ({ languages }: PackStatus): string => languages.map(languageName).join(', ')
