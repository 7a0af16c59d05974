import { useCallback, useState } from 'preact/hooks'
import { HOST_BOUND } from '../../../engine/signature/codec/local.ts'
import type { ImportResult, KnownSites, LearnedHost } from '../../messages.ts'
import { cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { fold } from '../fold.ts'
import { Fold } from '../folding.tsx'
import { moment, number } from '../localise.ts'
import { ForgetSite, Knowledge } from '../site-knowledge.tsx'
import { whyOf } from '../told.ts'
import { useReply } from '../use-reply.ts'
import { ChooseFile } from './choose-file.tsx'
import { notTaken } from './import-told.ts'
import { partsTold, saveParts } from './save-parts.ts'
import { Section } from './section.tsx'
import { Share } from './share.tsx'

type Attempt = (work: Promise<unknown>) => void

/** What was learned of each site, and what can be done with it: look at it, take it elsewhere, forget it. */
export function Learned() {
  const [typed, setTyped] = useState('')
  const query = fold(typed.trim()).slice(0, HOST_BOUND)
  const [known, reload] = useReply(useCallback(() => ask('knownSites', { query }), [query]))
  const [failure, setFailure] = useState('')
  const [told, setTold] = useState('')
  const attempt: Attempt = (work) => {
    setFailure('')
    setTold('')
    work.then(reload, (error: unknown) => setFailure(whyOf(error)))
  }
  const save = async () => setTold(partsTold(await saveSites('masthead-sites', null)))
  const load = async (said: Promise<string>) =>
    setTold(summary(await ask('importSites', { file: await said, replace: false })))
  return (
    <Section id="learned" title="options_learned">
      <p>{text('options_learned_intro')}</p>
      <p>
        <button type="button" onClick={() => attempt(save())}>
          {text('options_export')}
        </button>
      </p>
      <ChooseFile label={text('options_import')} onChosen={(said) => attempt(load(said))} />
      <p role="status">{told}</p>
      {failure !== '' && <Failure why={failure} />}
      {known.state === 'failed' && <Failure why={known.why} />}
      {known.state === 'here' && known.value.all === 0 && <p>{text('options_learned_none')}</p>}
      {(typed !== '' || (known.state === 'here' && known.value.all > known.value.sites.length)) && (
        <label>
          {text('options_learned_search')}
          <input type="search" value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
        </label>
      )}
      {known.state === 'here' && <List known={known.value} attempt={attempt} />}
    </Section>
  )
}

/** The latest, and where there are more, how many. */
function List({ known: { all, found, sites }, attempt }: { known: KnownSites; attempt: Attempt }) {
  return (
    <>
      {all > sites.length && (
        <p role="status" class="quiet">
          {found === 0
            ? text('options_none')
            : text('options_learned_shown', number(sites.length), number(found))}
        </p>
      )}
      {sites.map((site) => (
        <Site key={site.host} site={site} attempt={attempt} />
      ))}
    </>
  )
}

/** Hands the reader what is known of some hosts, or of all. */
const saveSites = (name: string, hosts: string[] | null) =>
  saveParts(name, ask('exportSites', { hosts, after: null }))

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
        <button type="button" onClick={() => attempt(saveSites(`masthead-${host}`, [host]))}>
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
