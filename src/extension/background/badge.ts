import browser from 'webextension-polyfill'
import type { VerdictKind } from '../../engine/verdict/verdict.ts'
import { text } from '../texts.ts'
import { iconPath, iconPixels } from './icon.ts'

/** A mark beside the icon's own shape, for the verdicts that ask for a reader's eye. */
const MARKS: Record<VerdictKind, string> = {
  intact: '',
  unfamiliar: '',
  changed: '',
  unavailable: '',
  undetermined: '?',
  suspect: '!',
  defaced: '!!',
}

const COLOURS = { suspect: '#8a5300', defaced: '#a3001b', other: '#4a4f57' }

/** Shows a verdict on a tab: shape, mark, colour and words, so that no one of them has to be seen. */
export async function showVerdict(tabId: number, kind: VerdictKind): Promise<void> {
  const color = kind === 'suspect' || kind === 'defaced' ? COLOURS[kind] : COLOURS.other
  try {
    // Firefox for Android draws no icon of its own for a tab: there the words must do.
    await Promise.all([
      browser.action.setTitle({ tabId, title: text('icon_title', text(`verdict_${kind}`)) }),
      browser.action.setBadgeText?.({ tabId, text: MARKS[kind] }),
      browser.action.setBadgeBackgroundColor?.({ tabId, color }),
      showIcon(tabId, kind),
    ])
  } catch {
    // The tab was closed, or navigated, while the page was judged: there is nothing left to mark.
  }
}

/** A browser that cannot draw in a worker is given the files. */
async function showIcon(tabId: number, kind: VerdictKind): Promise<void> {
  const imageData = await iconPixels(kind).catch(() => null)
  await browser.action.setIcon?.(
    imageData === null
      ? { tabId, path: { 16: iconPath(kind, 16), 32: iconPath(kind, 32) } }
      : { tabId, imageData },
  )
}
