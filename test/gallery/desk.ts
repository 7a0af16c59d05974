import * as v from 'valibot'
import { READ_STORE } from '../../src/cli/browser/stored.ts'
import type { VerdictKind } from '../../src/engine/verdict/verdict.ts'
import { untilLooking } from '../browser/registered.ts'
import { until, untilStill } from '../browser/until.ts'
import { HOME, recordsAt, verdictOf, visitOf } from './records.ts'

const dataStatusSchema = v.object({ sites: v.number() })
const answerSchema = v.object({ ok: v.boolean(), value: v.optional(v.unknown()) })

/** The body of a function that puts records into a store. */
const PUT = `
  const [store, records, isEmptied] = args
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('masthead')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  await new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite')
    if (isEmptied) transaction.objectStore(store).clear()
    for (const record of records) transaction.objectStore(store).put(record)
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
  })
  database.close()`
const TELL = `return (globalThis.browser ?? chrome).runtime.sendMessage(args[0])`
const SITE_TAB = `
  const [found] = await (globalThis.browser ?? chrome).tabs.query({ url: args[0] + '*' })
  return found?.id ?? -1`

/** Runs the body of a function on one of the extension's own pages, `args` in it being what is given here. */
export type Run = (body: string, ...args: unknown[]) => Promise<unknown>

/** What is kept and known in a browser, to be set up as a page is to show it. */
export class Desk {
  constructor(readonly run: Run) {}

  /** Waits until pages are looked at. */
  watching(): Promise<void> {
    return untilLooking(this.run)
  }

  /** Waits until something was learned of the newspaper, which some pages show. */
  async learned(): Promise<void> {
    await until(
      async () => v.parse(dataStatusSchema, await this.tell('dataStatus', null)).sites,
      (sites) => sites > 0,
    )
  }

  /** Puts the incidents back as they were: a look at the healthy newspaper ends its incident. */
  async fill(): Promise<void> {
    for (const [store, records] of Object.entries(recordsAt(Date.now()))) await this.put(store, records)
  }

  /** Waits until no look at a page that was left meanwhile is being kept any more: it would end what is put there next. */
  async still(): Promise<void> {
    await untilStill(async () => JSON.stringify(await this.run(READ_STORE, 'visits')), 300)
  }

  async put(store: string, records: readonly object[], isEmptied = false): Promise<void> {
    await this.run(PUT, store, records, isEmptied)
  }

  /** Puts records in the place of all that a store holds. */
  async replace(store: string, records: readonly object[]): Promise<void> {
    await this.put(store, records, true)
  }

  /** Says something to the background, as the extension's own pages do. */
  async tell(name: string, request: unknown): Promise<unknown> {
    const answer = await this.run(TELL, { name, request })
    const { ok, value } = v.parse(answerSchema, answer)
    if (!ok) throw new Error(`The background refused the message "${name}": ${JSON.stringify(answer)}`)
    return value
  }

  /** The newspaper's tab, by the browser's number. */
  async siteTab(): Promise<number> {
    return v.parse(v.number(), await this.run(SITE_TAB, HOME))
  }

  /** Makes the newspaper's tab one with a verdict of some kind, a past of others behind it. */
  async judged(kind: VerdictKind, verdict = verdictOf(kind)): Promise<void> {
    const tab = await this.siteTab()
    const now = Date.now()
    const past = [1, 2, 3, 4].map((days) => visitOf(-1, 'intact', now - days * 86_400_000, days))
    await this.put('visits', [...past, { ...visitOf(tab, kind, now + 60_000), verdict }])
  }
}
