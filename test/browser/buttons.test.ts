import { afterAll, beforeAll, describe, it } from 'vitest'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { chromiumDriver } from './flows/chromium.ts'
import type { Driver } from './flows/driver.ts'
import { firefoxDriver } from './flows/firefox.ts'
import { FLOWS } from './flows/flows.ts'
import { frontPage } from './pages.ts'

const DRIVERS = { Chromium: chromiumDriver, Firefox: firefoxDriver }

describe.each(Object.entries(DRIVERS))('every button in %s', (_, open) => {
  let server: SiteServer
  let driver: Driver
  const served = new Map<string, string>()
  const toStrangers = new Map<string, string>()
  beforeAll(async () => {
    server = await startSiteServer(({ hostname }, { cookie = '' }) => {
      const own = served.get(hostname) ?? frontPage()
      return {
        headers: { 'set-cookie': 'reader=1; Path=/' },
        body: cookie.includes('reader=1') ? own : (toStrangers.get(hostname) ?? own),
      }
    })
    driver = await open(server)
  })
  afterAll(async () => {
    await driver.close()
    await server.close()
  })

  it.each(FLOWS.map((flow) => ({ name: flow.name, flow })))(
    '$name',
    async ({ flow: { host, page, run } }) => {
      const serve = (body: string, other = body) => {
        served.set(host, body)
        toStrangers.set(host, other)
      }
      serve(page)
      await run({ driver, home: `https://${host}/`, serve })
    },
  )
})
