import * as v from 'valibot'

/**
 * What a phrase does in a defacement. The judge weighs classes, never single phrases, so that a new phrase
 * needs no new weight.
 */
export const PATTERN_CLASSES = [
  /** Somebody says who did it: "hacked by", "diretas oleh". */
  'claim',
  /** The page says that it has been taken, without naming anybody: "this site has been hacked". */
  'possession',
  /** The owner or administrator is spoken to: "dear admin", "your security is low". */
  'address',
  /** Thanks and greetings lists: "greetz to", "we are:", "special thanks to all members". */
  'greeting',
  /** Words by which crews name themselves: "cyber army", "ghost team", "we are legion". */
  'crew',
  /** Political or religious battle cries: "free palestine", "death to", "long live". */
  'slogan',
  /** Lines known word for word from one documented campaign. */
  'campaign',
  /** Words of the trade left on such pages: "mass deface", "mirror saved", "root@", "index uploaded". */
  'trade',
  /** Gambling, pills and the like put in a site's place. */
  'spam',
  /** Not marks of a defacement but of its opposite, a page that is not there: by what it says of itself. */
  'outage',
  'suspended',
  'parked',
  'challenge',
  'maintenance',
  'wall',
  'default-page',
  /** What a page has for those who come that plays with attackers' words: a game, a song, a film, a lesson. */
  'offer',
] as const

/** Classes that tell what kind of page this is, and speak against nobody. */
export const NOTICE_CLASSES = [
  'outage',
  'suspended',
  'parked',
  'challenge',
  'maintenance',
  'wall',
  'default-page',
  'offer',
] as const satisfies readonly PatternClass[]
export type NoticeClass = (typeof NOTICE_CLASSES)[number]
export type MarkClass = Exclude<PatternClass, NoticeClass>

export const isNotice = (group: PatternClass): group is NoticeClass =>
  NOTICE_CLASSES.some((notice) => notice === group)
export type PatternClass = (typeof PATTERN_CLASSES)[number]

/** Where a hit counts. `prominent`: title, headings, large type, overlays, or a text that dominates its page. */
export const PATTERN_SCOPES = ['any', 'prominent', 'title'] as const

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most))

/**
 * One pattern: phrases that mean the same, with the reason they are listed.
 *
 * Phrase syntax: plain words, in any script, upper and lower case alike; accents, look-alike letters, leet and
 * spacing are folded away before matching, so one spelling is enough. `{a|b|c}` expands to each alternative
 * (an empty alternative is allowed). `*` as the last character lets the last word go on (`hacklen*`), `*` as the
 * first lets the first word begin earlier (`*مخترق`). A folded phrase has at least three letters.
 */
export const patternSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), v.maxLength(80)),
  class: v.picklist(PATTERN_CLASSES),
  /** 1: also met on healthy pages; 2: seldom; 3: practically never. */
  strength: v.picklist([1, 2, 3]),
  scope: v.picklist(PATTERN_SCOPES),
  phrases: v.pipe(v.array(text(120)), v.minLength(1), v.maxLength(120)),
  /** Why these phrases are listed, in one sentence. */
  reason: text(400),
  /** Where the phrases are documented: a publication, an archive, or common usage of the language. */
  source: text(300),
  /** Year or date since when they are known. */
  since: v.pipe(v.string(), v.regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)),
  /** Texts that must hit this pattern, and texts that must not. */
  hits: v.pipe(v.array(text(400)), v.minLength(1), v.maxLength(40)),
  misses: v.pipe(v.array(text(400)), v.minLength(1), v.maxLength(40)),
})

/** A pack: the patterns of one language, or of one named campaign. */
export const packSchema = v.strictObject({
  pack: v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), v.maxLength(60)),
  version: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** BCP 47, or `mul` where a campaign speaks several. */
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[A-Za-z]+)?$/)),
  title: text(120),
  patterns: v.pipe(v.array(patternSchema), v.minLength(1), v.maxLength(400)),
})

export type Pattern = v.InferOutput<typeof patternSchema>
export type Pack = v.InferOutput<typeof packSchema>
