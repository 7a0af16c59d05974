import { useCallback } from 'preact/hooks'
import browser from 'webextension-polyfill'
import { language, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { languageName } from '../localise.ts'
import { useReply } from '../use-reply.ts'
import { Section } from './section.tsx'

/** Languages the texts are in; a test compares them with the folders. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr']

/** Which languages are spoken and understood, and by which key the popup opens. */
export function Keys() {
  const [data] = useReply(useCallback(() => ask('dataStatus', null), []))
  const known = data.state === 'here' ? data.value.lists.map(({ name }) => name) : []
  const codes = known.flatMap((name) => (/^[a-z]{2}(?:-[a-z]{2})*$/.test(name) ? name.split('-') : []))
  return (
    <Section id="keys" title="options_keys">
      <p>
        {text('languages_ours')} <span class="quiet">{list(LANGUAGES)}</span>
      </p>
      {codes.length > 0 && (
        <p>
          {text('languages_known')} <span class="quiet">{list(codes)}</span>
        </p>
      )}
      <Shortcut />
    </Section>
  )
}

const list = (codes: readonly string[]): string =>
  new Intl.ListFormat(language()).format(
    codes.map(languageName).toSorted((a, b) => a.localeCompare(b, language())),
  )

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
