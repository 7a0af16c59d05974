import browser from 'webextension-polyfill'
import { openDatabase } from '../database/open.ts'
import type { PropertyRecord } from '../database/schema.ts'
import { tellTurn } from '../notify.ts'
import { lookAtProperty } from './look.ts'
import { changeProperty, dueAt } from './property.ts'

const NAME = 'properties'
/** Minutes after which the alarm comes again by itself, should the worker be stopped before it sets the next. */
const AGAIN = 5
/** Browsers wake nobody sooner. */
const SOONEST = 30_000
/** Looks of one round; more would outlast the time that a worker is given. */
const MOST_LOOKS = 24
/** Hosts that are asked side by side; the pages of one host come after one another, with a pause. */
const HOSTS_AT_ONCE = 4
const PAUSE = 1_000

/** Sets the alarm to when the next property is due; without properties there is none. */
export async function setPropertyAlarm(): Promise<void> {
  const properties = await (await openDatabase()).getAll('properties')
  if (properties.length === 0) {
    await browser.alarms.clear(NAME)
    return
  }
  const now = Date.now()
  const next = Math.min(...properties.map((property) => dueAt(property, now)))
  browser.alarms.create(NAME, { when: Math.max(next, now + SOONEST), periodInMinutes: AGAIN })
}

/** A browser that lost its alarms has this one again as soon as somebody looks; one that is set stays as it is. */
export async function ensurePropertyAlarm(): Promise<void> {
  if ((await browser.alarms.get(NAME)) === undefined) await setPropertyAlarm()
}

/** Looks at what is due, when it is time. */
export function onPropertyAlarm({ name }: { name: string }): void {
  if (name !== NAME) return
  lookAtDue().catch((error: unknown) => console.error(error))
}

/** Tells what was left untold, looks at what is due, and sets the next alarm whatever came of it. */
export async function lookAtDue(pause = PAUSE): Promise<void> {
  try {
    const properties = await (await openDatabase()).getAll('properties')
    // What cannot be told now keeps nobody from being looked at; it stays untold until the next alarm.
    for (const property of properties)
      await tellUntold(property).catch((error: unknown) => console.error(error))
    const now = Date.now()
    const due = properties
      .filter((property) => dueAt(property, now) <= now)
      .sort((a, b) => a.nextAt - b.nextAt)
    await inLanes(byHost(due.slice(0, MOST_LOOKS)), pause)
  } finally {
    await setPropertyAlarm()
  }
}

/** One at a time for each host, in whatever worker's life: an alarm and a click do not ask a host at once. */
const busy = new Map<string, Promise<void>>()

/** Looks at a property as soon as nothing else is asked of its host. */
export function lookInTurn(url: string, isAsked: boolean): Promise<void> {
  const { hostname } = new URL(url)
  const before = busy.get(hostname) ?? Promise.resolve()
  const mine = before.then(() => lookAtProperty(url, isAsked))
  const settled = mine.catch(() => {})
  busy.set(hostname, settled)
  void settled.then(() => busy.get(hostname) === settled && busy.delete(hostname))
  return mine
}

async function inLanes(hosts: string[][], pause: number): Promise<void> {
  const lane = async () => {
    for (let mine = hosts.shift(); mine !== undefined; mine = hosts.shift())
      for (const [index, url] of mine.entries()) {
        if (index > 0) await new Promise((done) => setTimeout(done, pause))
        await lookInTurn(url, false).catch((error: unknown) => console.error(error))
      }
  }
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, lane))
}

function byHost(properties: readonly PropertyRecord[]): string[][] {
  const hosts = new Map<string, string[]>()
  for (const { host, url } of properties) hosts.set(host, [...(hosts.get(host) ?? []), url])
  return [...hosts.values()]
}

/** A worker that was stopped between keeping a turn and telling of it left it here. */
async function tellUntold({ url, untold }: PropertyRecord): Promise<void> {
  if (untold === null) return
  const incident = await (await openDatabase()).get('incidents', untold.incident)
  if (incident !== undefined) await tellTurn({ kind: untold.kind, incident }, true)
  await changeProperty(url, (one) => ({ ...one, untold: null }))
}
