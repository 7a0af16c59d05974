import { useCallback } from 'preact/hooks'
import browser from 'webextension-polyfill'
import type { DataStatus } from '../../messages.ts'
import { language, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { day, daysAgo, number } from '../localise.ts'
import { dayOf, sourceName } from '../sources.ts'
import { useReply } from '../use-reply.ts'
import { FeedSection } from './feed.tsx'
import { Section } from './section.tsx'

/** What is kept, how much room it takes, and of which day the lists and the published data are. */
export function Data() {
  const [data] = useReply(useCallback(() => ask('dataStatus', null), []))
  return (
    <Section id="data" title="options_data">
      <p>{text('data_version', browser.runtime.getManifest().version)}</p>
      {data.state === 'failed' && <Failure why={data.why} />}
      {data.state === 'here' && <Kept data={data.value} />}
      <FeedSection />
    </Section>
  )
}

function Kept({
  data: { sites, visits, incidents, decisions, properties, bytes, lists },
}: {
  data: DataStatus
}) {
  return (
    <>
      <dl class="facts">
        <dt>{text('data_sites')}</dt>
        <dd>{number(sites)}</dd>
        <dt>{text('data_visits')}</dt>
        <dd>{number(visits)}</dd>
        <dt>{text('incidents_title')}</dt>
        <dd>
          {number(incidents)} <a href="../incidents/index.html">{text('incidents_title')}</a>
        </dd>
        <dt>{text('own_title')}</dt>
        <dd>
          {number(properties)} <a href="../dashboard/index.html">{text('own_title')}</a>
        </dd>
        <dt>{text('data_decisions')}</dt>
        <dd>{number(decisions)}</dd>
        {bytes !== null && (
          <>
            <dt>{text('data_bytes')}</dt>
            <dd>{megabytes(bytes)}</dd>
          </>
        )}
      </dl>
      <p>
        <a href="../decides/index.html">{text('decides_title')}</a>
      </p>
      <details>
        <summary>{text('data_lists')}</summary>
        <ul class="plain lists">
          {lists.map(({ name, version }) => (
            <li key={name}>
              <bdi>{name === 'domains' ? text('source_domains') : sourceName(name)}</bdi>{' '}
              <span class="quiet">{dated(version)}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

function dated(version: string): string {
  const at = dayOf(version)
  return at === null ? version : `${day(at)} (${daysAgo(at)})`
}

const megabytes = (bytes: number): string =>
  new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000_000)
