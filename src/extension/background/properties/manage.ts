import { setDomain } from '../choose.ts'
import { openDatabase } from '../database/open.ts'
import { Failed } from '../failed.ts'
import { tellPages } from '../incident-news.ts'
import { standingOf } from '../watching.ts'
import { changeProperty, MINUTE, MOST_PROPERTIES, newProperty, propertyAddress } from './property.ts'
import { lookInTurn, setPropertyAlarm } from './schedule.ts'

/** Takes a page among those the reader answers for, and has its site watched. One that is there stays as it is. */
export async function addProperty({ url, domain }: { url: string; domain: string }): Promise<null> {
  const address = propertyAddress(url)
  const { hostname } = new URL(address)
  if (hostname !== domain && !hostname.endsWith(`.${domain}`))
    throw new Failed(`${hostname} is no part of ${domain}.`, 'failure_property_elsewhere', [hostname, domain])
  if ((await standingOf(hostname)).watching === 'not-watched') await setDomain({ domain, isOn: true })
  const transaction = (await openDatabase()).transaction('properties', 'readwrite')
  const isKnown = (await transaction.store.getKey(address)) !== undefined
  const isFull = (await transaction.store.count()) >= MOST_PROPERTIES
  if (!isKnown && !isFull) await transaction.store.put(newProperty(address, Date.now()))
  await transaction.done
  if (!isKnown && isFull)
    throw new Failed('As many pages as can be are looked after already.', 'failure_properties_full', [
      `${MOST_PROPERTIES}`,
    ])
  await setPropertyAlarm()
  return null
}

/** The page is looked at no more; its site stays watched, and incidents stay in their list. */
export async function removeProperty({ url }: { url: string }): Promise<null> {
  const transaction = (await openDatabase()).transaction(['properties', 'visits'], 'readwrite')
  const property = await transaction.objectStore('properties').get(url)
  if (property?.round != null) await transaction.objectStore('visits').delete(property.round.visit)
  await transaction.objectStore('properties').delete(url)
  await transaction.done
  await setPropertyAlarm()
  return null
}

/** From now on the page is looked at every so many minutes. */
export async function setPropertyInterval({ url, every }: { url: string; every: number }): Promise<null> {
  await changeProperty(url, (property) => {
    const last = property.checks.at(-1)?.at ?? property.addedAt
    // A round that goes on keeps its own time.
    const nextAt = property.round === null ? last + every * MINUTE : property.nextAt
    return { ...property, every, nextAt }
  })
  await setPropertyAlarm()
  return null
}

/** Looks at a page now. Whether what is alarming is there again half a minute later, the alarm sees to. */
export async function checkProperty({ url }: { url: string }): Promise<null> {
  if ((await (await openDatabase()).get('properties', url)) === undefined)
    throw new Failed('This page is not among those that are looked after.', 'failure_property_unknown')
  await lookInTurn(url, true)
  await setPropertyAlarm()
  tellPages()
  return null
}
