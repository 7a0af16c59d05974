import type { WritingSystem } from '../page/observation.ts'

const SCRIPT_OF: ReadonlyMap<string, WritingSystem> = new Map<string, WritingSystem>([
  ...'en fr de es pt it nl sv da no nb nn fi pl cs sk hu ro hr sl sq et lv lt tr id ms vi tl ca eu gl ga is'
    .split(' ')
    .map((language): [string, WritingSystem] => [language, 'latin']),
  ...'ru uk bg be mk'.split(' ').map((language): [string, WritingSystem] => [language, 'cyrillic']),
  ...'ar fa ur ps'.split(' ').map((language): [string, WritingSystem] => [language, 'arabic']),
  ...'hi bn ta te mr gu ne pa ml kn'
    .split(' ')
    .map((language): [string, WritingSystem] => [language, 'indic']),
  ['el', 'greek'],
  ['he', 'hebrew'],
  ['zh', 'han'],
  ['ko', 'hangul'],
  ['th', 'thai'],
])

/** The writing system that a language (BCP 47) is written in; null for one that has several, or that is not known. */
export const scriptOf = (language: string): WritingSystem | null =>
  SCRIPT_OF.get(/^[a-z]*/.exec(language)?.[0] ?? '') ?? null
