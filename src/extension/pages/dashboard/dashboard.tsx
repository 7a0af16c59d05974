import { useCallback, useEffect } from 'preact/hooks'
import type { PropertyView } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { onIncidentNews } from '../incident-news.ts'
import { PageHeader } from '../page-header.tsx'
import { useReply } from '../use-reply.ts'
import { onAccessChange } from '../watch-domain.ts'
import { AddProperty } from './add-property.tsx'
import { EvidenceKey } from './evidence-key.tsx'
import { Overview } from './overview.tsx'
import { Property } from './property.tsx'

/** From more pages on, those that are well are shown in short. */
const MANY = 6

/** The pages that the reader answers for: how they stand, how they stood, and what can be done. */
export function Dashboard() {
  const [properties, reload] = useReply(useCallback(() => ask('properties', null), []))
  useEffect(() => onIncidentNews(reload), [reload])
  useEffect(() => onAccessChange(reload), [reload])
  return (
    <main class="page wide" aria-busy={properties.state === 'waiting' ? 'true' : undefined}>
      <PageHeader title={text('own_title')} />
      <p>{text('own_intro')}</p>
      <p class="row">
        <a href="../incidents/index.html">{text('incidents_title')}</a>
        <a href="../options/index.html#notices">{text('own_notices')}</a>
      </p>
      {properties.state === 'failed' && <Failure why={properties.why} />}
      {properties.state === 'here' && <All properties={properties.value} reload={reload} />}
      <AddProperty onChange={reload} />
      {properties.state === 'here' && properties.value.length > 0 && <EvidenceKey />}
    </main>
  )
}

function All({ properties, reload }: { properties: PropertyView[]; reload(): void }) {
  if (properties.length === 0) return <p class="notice">{text('own_none')}</p>
  const isWell = properties.every(({ state }) => state === 'intact' || state === 'unfamiliar')
  return (
    <>
      {isWell && <p class="notice calm">{text('own_all_well')}</p>}
      {properties.length > 1 && <Overview properties={properties} />}
      {properties.map((property, index) => (
        <Property
          key={property.url}
          id={`page-${index}`}
          property={property}
          isOneOfMany={properties.length > MANY}
          onChange={reload}
        />
      ))}
    </>
  )
}
