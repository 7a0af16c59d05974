import type { Place } from '../page/observation.ts'
import { isWithin } from '../patterns/find.ts'
import { isNotice, NOTICE_CLASSES, type NoticeClass } from '../patterns/schema.ts'
import type { Reading } from './reading.ts'

/** What sort of page this is, whatever it says: told apart before evidence is weighed. */
export const PAGE_KINDS = [...NOTICE_CLASSES, 'error', 'shell', 'article', 'page'] as const
export type PageKind = (typeof PAGE_KINDS)[number]

/** Kinds of pages that are not there: an outage is not an attack. */
const ABSENT: ReadonlySet<PageKind> = new Set<PageKind>([
  'error',
  'outage',
  'suspended',
  'parked',
  'challenge',
  'maintenance',
  'default-page',
])

export const isAbsent = (kind: PageKind): boolean => ABSENT.has(kind)

/** A notice longer than this, or with this many links of its own, is a page that mentions one. */
const NOTICE_TEXT = 1_800
const NOTICE_LINKS = 25
/** A wall may carry its whole legal text. */
const WALL_TEXT = 6_000
/** Fewer UTF-16 units of text than this, and the page is still to be drawn by its scripts. */
const SHELL_TEXT = 60

export function pageKind(reading: Reading): PageKind {
  const { observation, bodyText } = reading
  const { counts, status } = observation
  if (status >= 400) return 'error'
  const isShort = counts.ownLinks <= NOTICE_LINKS && bodyText <= NOTICE_TEXT
  const notice = strongestNotice(reading) ?? (isShort && saysStatus(reading) ? 'outage' : null)
  if (notice === 'wall') {
    if (counts.ownLinks <= NOTICE_LINKS && bodyText <= WALL_TEXT) return 'wall'
  } else if (notice !== null && isShort) return notice
  if (isShell(reading)) return 'shell'
  if (isOffer(reading)) return 'offer'
  return counts.paragraphs >= 5 && bodyText >= 1_500 ? 'article' : 'page'
}

/** A status code as servers write it, with next to nothing around it: `404`, `Error 503 (…)`, `HTTP/1.1 502`. */
const STATUS =
  /^[^\p{L}\p{N}]*(?:\p{L}{3,12}[^\p{L}\p{N}]*)?(?:http[/ ]?\d(?:\.\d)?[^\p{L}\p{N}]*)?[45]\d\d(?![\p{L}\p{N}])/iu
/** UTF-16 units of a title, or of a first line, that is made around a status code. */
const STATUS_LINE = 70

/** In whatever language, a short page that begins with a status code is about that. */
function saysStatus({ observation: { identity, blocks } }: Reading): boolean {
  const first = blocks.slice(0, 3).filter(({ place }) => isShown(place))
  const lines = [identity.title, ...first.map(({ text }) => text)]
  return lines.some((line) => line.length <= STATUS_LINE && STATUS.test(line))
}

/**
 * What an application would say if something failed is in its scripts before anything did, and what a picture would
 * say is no notice of a server's.
 */
const isShown = (place: Place): boolean => place !== 'script' && place !== 'alt'

/** The notice that says most: in the title or a heading before the rest; a wall only where nothing else is said. */
function strongestNotice({ marks }: Reading): NoticeClass | null {
  let best: NoticeClass | null = null
  let most = 0
  for (const { hit, place, prominence } of marks) {
    const kind = hit.entry.pattern.class
    if (!isNotice(kind) || kind === 'offer' || !isShown(place)) continue
    const told = place === 'title' || place === 'heading' ? 2 : prominence
    const weight = kind === 'wall' ? told / 4 : told
    if (weight > most) {
      most = weight
      best = kind
    }
  }
  return best
}

/** Different words of an offer by which a page is told to have one. */
const OFFERS = 2
/** UTF-16 units of text up to which a page is about what it offers; a longer one mentions it. */
const OFFER_TEXT = 2_000

/** Strength of a word that says it all: an exercise that calls itself one. */
const OUTRIGHT = 2

/** A short page with several things that it has for those who come, and nothing that is pushed in a site's place. */
function isOffer({ marks, bodyText }: Reading): boolean {
  if (bodyText > OFFER_TEXT || marks.some(({ hit }) => hit.entry.pattern.class === 'spam')) return false
  const offers = marks.filter(({ hit, place }) => hit.entry.pattern.class === 'offer' && isShown(place))
  if (offers.some(({ hit }) => hit.entry.pattern.strength >= OUTRIGHT)) return true
  // "Your score" is one word of an offer, though "score" is another.
  const words = offers.filter(({ hit }) => !offers.some((other) => isWithin(hit, other.hit)))
  return new Set(words.map(({ quote }) => quote.toLowerCase())).size >= OFFERS
}

/** Next to no text, no picture, no frame, but scripts that will bring them; or nothing yet, and nobody who speaks. */
function isShell({ observation: { counts }, marks }: Reading): boolean {
  const isBare = counts.text < SHELL_TEXT && counts.images + counts.frames + counts.media === 0
  if (!isBare || counts.scripts > 0) return isBare
  const isSaid = marks.some(({ hit, place }) => !isNotice(hit.entry.pattern.class) && isShown(place))
  return counts.elements < 30 && !isSaid
}
