import { unitAt } from '../text/unit-at.ts'

/**
 * A class or id name without the parts that builds, counters and visits generate, or '' when nothing is left.
 * Numbers become `0`; parts that mix digits and letters, or whose letters change case without rhythm, go
 * (`Header_title__3xKd9` → `header-title`, `css-1q2w3e` → `css`, `post-48211` → `post-0`).
 */
export function normaliseName(name: string): string {
  if (name.length > 64) return ''
  let kept = ''
  for (const part of name.split(/[-_:/.[\]]+/)) {
    const stable = stablePart(part)
    if (stable !== '') kept += kept === '' ? stable : `-${stable}`
  }
  return kept === '0' ? '' : kept
}

function stablePart(part: string): string {
  if (part === '') return ''
  let digits = 0
  let turns = 0
  let wasUpper = false
  const { length } = part
  for (let i = 0; i < length; i++) {
    const code = unitAt(part, i)
    if (code >= 48 && code <= 57) digits++
    const upper = code >= 65 && code <= 90
    if (upper && !wasUpper && i > 0) turns++
    wasUpper = upper
  }
  if (digits === part.length) return '0'
  // "col2" and "h1" end in one counter; anything else that mixes is generated.
  if (digits > 0) return /^[a-z]{1,12}\d{1,2}$/i.test(part) ? part.toLowerCase().replace(/\d+$/, '0') : ''
  // A short word that turns case as often as it breathes ("bdVaJa", "kXyZq") is a hash, not camel case.
  if (part.length <= 9 && turns >= 2 && part.length / (turns + 1) < 3) return ''
  return part.toLowerCase()
}
