import { hashText } from '../page/hash.ts'
import { featureOf } from './features.ts'
import { isSettled } from './match.ts'
import type { FamilyName, Generation, SiteSignature } from './signature.ts'

/** The designs of a site that are believed. */
export const designs = ({ templates }: SiteSignature): Generation[] =>
  templates.filter(isSettled).flatMap(({ generations }) => generations)

/** Whether no design of the site ever had a text among what it says of itself, or a host among what it loads from. */
export function isNew(site: SiteSignature, family: FamilyName, text: string): boolean {
  const token = featureOf(hashText(text))
  return !designs(site).some(({ families }) => families[family].tokens.includes(token))
}
