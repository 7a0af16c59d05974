import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SiteServer, startSiteServer } from '../../../src/cli/browser/site-server.ts'
import { frontPage } from '../pages.ts'
import type { Driver } from './driver.ts'
import { FLOWS } from './flows.ts'

/** All flows in one browser. Each browser has a file of its own, so that they run beside each other. */
export function pressEveryButton(open: (server: SiteServer) => Promise<Driver>): void {
  let server: SiteServer
  let driver: Driver
  const served = new Map<string, string>()
  const toStrangers = new Map<string, string>()
  const headers = new Map(FLOWS.map((flow) => [flow.host, flow.headers]))
  beforeAll(async () => {
    server = await startSiteServer(({ hostname }, { cookie = '' }) => {
      const own = served.get(hostname) ?? frontPage()
      return {
        headers: { 'set-cookie': 'reader=1; Path=/', ...headers.get(hostname) },
        body: cookie.includes('reader=1') ? own : (toStrangers.get(hostname) ?? own),
      }
    })
    driver = await open(server)
  })
  afterAll(async () => {
    await driver.close()
    await server.close()
  })

  it('each has a newspaper of its own, for what one leaves behind the next would find', () => {
    const hosts = FLOWS.map(({ host }) => host)
    expect(hosts.filter((host, at) => hosts.indexOf(host) !== at)).toEqual([])
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
}
