import { useCallback } from 'preact/hooks'
import browser from 'webextension-polyfill'
import { count, language, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Fold } from '../folding.tsx'
import { languageName, listOf } from '../localise.ts'
import { languagesOf } from '../sources.ts'
import { useReply } from '../use-reply.ts'
import { Section } from './section.tsx'

/** Languages the texts are in; a test compares them with the folders. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr']

/** Which languages are spoken and understood, and by which key the popup opens. */
export function Keys() {
  const [data] = useReply(useCallback(() => ask('dataStatus', null), []))
  const known = data.state === 'here' ? data.value.lists.map(({ name }) => name) : []
  const codes = [...new Set(known.flatMap(languagesOf))]
  return (
    <Section id="keys" title="options_keys">
      <p>
        {text('languages_ours')} <span class="quiet">{listOf(names(LANGUAGES))}</span>
      </p>
      {codes.length > 0 && (
        <Fold summary={count('languages_known', codes.length)}>
          <ul class="plain languages">
            {names(codes).map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Fold>
      )}
      <Shortcut />
    </Section>
  )
}

const names = (codes: readonly string[]): string[] =>
  codes.map(languageName).toSorted((a, b) => a.localeCompare(b, language()))

/** Firefox for Android has no keys to set. */
function Shortcut() {
  const [commands] = useReply(useCallback(async () => (await browser.commands?.getAll()) ?? [], []))
  if (commands.state !== 'here' || commands.value.length === 0) return null
  const [command] = commands.value
  const key = command?.shortcut ?? ''
  return (
    <p class="row">
      {text('keys_popup')} <kbd>{key === '' ? text('keys_none') : key}</kbd>
      <button type="button" onClick={() => void changeKeys()}>
        {text('keys_change')}
      </button>
    </p>
  )
}

/** Each browser has a page of its own for that. */
async function changeKeys(): Promise<void> {
  if (
    'openShortcutSettings' in browser.commands &&
    typeof browser.commands.openShortcutSettings === 'function'
  )
    await browser.commands.openShortcutSettings()
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' })
}
