import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { STATEMENT_PATH, statementBytes } from '../../src/engine/owner/statement.ts'
import { makeOwnerKey, signedBy } from '../engine/owner/keys.ts'
import { DEFACED, frontPage } from './pages.ts'
import { until } from './until.ts'

const BUILD = join(import.meta.dirname, '../../dist/chrome')
const DAY = 86_400_000

const key = makeOwnerKey()
const file = signedBy(
  key,
  statementBytes({
    domain: 'lemonde.fr',
    sequence: 1,
    issued: Date.now(),
    expires: Date.now() + 30 * DAY,
    signatures: [],
    changes: [],
  }),
)

let server: SiteServer
let browser: ChromiumBrowser
const asked: string[] = []

beforeAll(async () => {
  server = await startSiteServer((url) => {
    if (url.pathname === STATEMENT_PATH) {
      asked.push(url.hostname)
      return { body: file, headers: { 'content-type': 'application/json' } }
    }
    return { body: url.hostname === 'www.lefigaro.fr' ? DEFACED : frontPage() }
  })
  browser = await ChromiumBrowser.launch({
    executable: ensureBrowser('chromium', console.log),
    extension: BUILD,
    server,
  })
  await browser.watch(['lemonde.fr', 'lefigaro.fr'])
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const owners = v.array(v.object({ host: v.string(), pin: v.nullable(v.object({ key: v.string() })) }))

it('the key of a site’s owner is asked for after a calm visit, once, and kept', async () => {
  const page = await browser.context.newPage()
  await page.goto('https://www.lefigaro.fr/')
  await until(
    () => browser.visits(),
    (visits) => visits.some(({ host, verdict }) => host === 'www.lefigaro.fr' && verdict.kind === 'defaced'),
  )
  for (const path of ['/', '/again']) await page.goto(`https://www.lemonde.fr${path}`)
  const kept = await until(
    async () => v.parse(owners, await browser.stored('owners')),
    (records) => records.some(({ pin }) => pin !== null),
  )
  expect(kept).toEqual([{ host: 'www.lemonde.fr', pin: { key: key.name } }])
  expect(asked).toEqual(['www.lemonde.fr'])
})
