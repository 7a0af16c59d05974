/** What somebody wants to be read: a line on top, and what follows it, the signature last where there is one. */
export interface Message {
  title: string
  lines: readonly string[]
}

export type MessageGroup = 'claims' | 'stories' | 'slogans'

/**
 * The messages of one language, in our own words after documented cases: `claims` boast of the deed, `stories` pass
 * for news and speak to readers, owner or government, `slogans` never speak of the deed at all.
 */
export interface Messages extends Readonly<Record<MessageGroup, readonly Message[]>> {
  lang: string
}
