import type { WritingSystem } from '../page/observation.ts'

/** The writing system that pages in a language are written in, by ISO 639-1 code, for those that have but one. */
export const SCRIPT_OF = new Map<string, WritingSystem>([
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
