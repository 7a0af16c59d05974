import { useCallback, useState } from 'preact/hooks'
import type { ImportResult, LearnedHost } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { Fold } from '../folding.tsx'
import { moment, number } from '../localise.ts'
import { saveText } from '../save-text.ts'
import { ForgetSite, Knowledge } from '../site-knowledge.tsx'
import { whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'
import { ChooseFile } from './choose-file.tsx'
import { notTaken } from './import-told.ts'
import { Section } from './section.tsx'
import { Share } from './share.tsx'

type Attempt = (work: Promise<unknown>) => void

/** What was learned of each site, and what can be done with it: look at it, take it elsewhere, forget it. */
export function Learned() {
  const [sites, reload] = useReply(useCallback(() => ask('knownSites', null), []))
  const [failure, setFailure] = useState('')
  const [told, setTold] = useState('')
  const attempt: Attempt = (work) => {
    setFailure('')
    setTold('')
    work.then(reload, (error: unknown) => setFailure(whyOf(error)))
  }
  const load = async (said: Promise<string>) =>
    setTold(summary(await ask('importSites', { file: await said, replace: false })))
  return (
    <Section id="learned" title="options_learned">
      <p>{text('options_learned_intro')}</p>
      <p>
        <button type="button" onClick={() => attempt(save('masthead-sites.json', null))}>
          {text('options_export')}
        </button>
      </p>
      <ChooseFile label={text('options_import')} onChosen={(said) => attempt(load(said))} />
      <p role="status">{told}</p>
      {failure !== '' && <Failure why={failure} />}
      {sites.state === 'failed' && <Failure why={sites.why} />}
      {sites.state === 'here' && sites.value.length === 0 && <p>{text('options_learned_none')}</p>}
      {sites.state === 'here' &&
        sites.value.map((site) => <Site key={site.host} site={site} attempt={attempt} />)}
    </Section>
  )
}

/** Hands the reader a file of what is known of some hosts, or of all. */
const save = async (name: string, hosts: string[] | null) =>
  saveText(name, await ask('exportSites', { hosts }))

function summary(result: ImportResult): string {
  const { added, replaced, kept } = result
  const taken = text('options_imported', number(added.length), number(replaced.length), number(kept.length))
  return [taken, ...notTaken(result)].join(' ')
}

/** One site; what is known of it in full is asked for when it is opened. */
function Site({ site: { host, lastSeen }, attempt }: { site: LearnedHost; attempt: Attempt }) {
  const title = (
    <>
      <bdi>{cut(host)}</bdi>{' '}
      <span class="quiet">{lastSeen === null ? text('known_damaged') : moment(lastSeen)}</span>
    </>
  )
  return (
    <Fold summary={title}>
      <Opened host={host} attempt={attempt} />
    </Fold>
  )
}

function Opened({ host, attempt }: { host: string; attempt: Attempt }) {
  const [known] = useReply(useCallback(() => ask('siteKnowledge', { host }), [host]))
  if (known.state === 'failed') return <Failure why={known.why} />
  if (known.state === 'waiting') return null
  if (known.value === null) return <Damaged host={host} attempt={attempt} />
  return (
    <>
      <Knowledge known={known.value} attempt={attempt} />
      <p>
        <button type="button" onClick={() => attempt(save(`masthead-${host}.json`, [host]))}>
          {text('options_export')}: <bdi dir="ltr">{cut(host)}</bdi>
        </button>
      </p>
      <Fold summary={text('share_title')}>
        <Share host={host} />
      </Fold>
    </>
  )
}

/** A site that is listed and of which nothing can be told. */
function Damaged({ host, attempt }: { host: string; attempt: Attempt }) {
  return (
    <>
      <p>{text('known_damaged_note')}</p>
      <ForgetSite host={host} attempt={attempt} />
    </>
  )
}
