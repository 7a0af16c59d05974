import type { Portrait } from '../../../engine/page/portrait.ts'
import type { Evidence } from '../../../engine/verdict/verdict.ts'
import type { IncidentView } from '../../messages.ts'
import { text } from '../../texts.ts'
import { type Actions, Dialog } from './dialog.tsx'

const HOST = 'courier.example'
const HOUR = 3_600_000

/** A warning about nothing, to be seen once before it counts. */
export function Example() {
  return (
    <>
      <p class="notice example" role="note">
        <span>{text('example_notice')}</span>
        <a class="button" href="../welcome/index.html">
          {text('example_back')}
        </a>
      </p>
      <Dialog incident={example(Date.now())} actions={ACTIONS} />
    </>
  )
}

/** Every way on leads back to where the reader came from. */
const back = async (): Promise<null> => {
  location.assign('../welcome/index.html')
  return null
}
const ACTIONS: Actions = { leave: back, checkAgain: back, show: back }

const weights = { list: 'weights', version: '2026-11-23' }
const sign = (id: string, group: Evidence['group'], points: number, params: string[] = []): Evidence => ({
  id,
  group,
  points,
  reason: { key: `reason_${id.replaceAll('-', '_')}`, params },
  source: group === 'patterns' ? { ...weights, list: text('language') } : weights,
})

function example(now: number): IncidentView {
  const url = `https://www.${HOST}/`
  const portrait: Omit<Portrait, 'at' | 'title' | 'menu' | 'says' | 'links' | 'ownLinks' | 'isDark'> = {
    url,
    language: text('language'),
    script: text('direction') === 'rtl' ? 'arabic' : 'latin',
    text: 0,
    images: 0,
  }
  return {
    id: '',
    host: `www.${HOST}`,
    name: text('example_site'),
    url,
    address: url,
    firstSeen: now - HOUR / 4,
    lastSeen: now,
    restoredAt: null,
    isForgotten: false,
    verdict: {
      kind: 'defaced',
      points: 14.2,
      evidence: [
        sign('claim', 'patterns', 3.7, [text('example_words')]),
        sign('address', 'patterns', 1.5, [text('example_owner')]),
        sign('no-own-links', 'structure', 1.4, ['0']),
        sign('dark-page', 'style', 0.9),
      ],
      reasons: [{ key: 'reason_defaced', params: ['3'] }],
      fingerprint: '00000000',
    },
    found: {
      ...portrait,
      at: now,
      title: text('example_words'),
      menu: [],
      says: [text('example_words'), text('example_owner')],
      links: 1,
      ownLinks: 0,
      text: 214,
      isDark: true,
    },
    usual: {
      ...portrait,
      at: now - 2 * HOUR,
      title: text('example_site'),
      menu: text('example_menu').split(/[,،] /),
      says: [text('example_headline')],
      links: 183,
      ownLinks: 171,
      images: 42,
      text: 9_318,
      isDark: false,
    },
    known: { firstSeen: now - 2_000 * HOUR, lastSeen: now - 2 * HOUR, visits: 64 },
    hasEvidence: false,
  }
}
