import de from './de.json'
import en from './en.json'
import fr from './fr.json'

export interface Piece {
  title: string
  text: string
}

/** What a newsroom itself puts on its page on a special day. */
export interface HouseTexts {
  lang: string
  breaking: readonly Piece[]
  consent: Piece & { yes: string; no: string }
  newsletter: Piece & { yes: string; no: string }
  subscribe: Piece & { yes: string; no: string }
  /** News of an attack elsewhere, in which the attackers' words are quoted. */
  quoting: readonly Piece[]
  /** Headlines of every day that use words which attackers use too, with nobody quoted. */
  telling: readonly Piece[]
  live: { title: string; entries: readonly string[] }
  /** The death of somebody invented. */
  tribute: readonly Piece[]
  video: string
  election: Piece
}

const ALL: readonly HouseTexts[] = [en, de, fr]

/** The texts in a language, or in English. */
export const houseTexts = (lang: string): HouseTexts => ALL.find((texts) => texts.lang === lang) ?? en
