import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { verifyBundle } from '../../src/cli/evidence/verify.ts'
import { masthead } from '../cli/setup/masthead.ts'
import { chromiumDriver } from './flows/chromium.ts'
import { type Driver, type View, words } from './flows/driver.ts'
import { firefoxDriver } from './flows/firefox.ts'
import { DEFACED, frontPage } from './pages.ts'
import { until } from './until.ts'

const DRIVERS = { Chromium: chromiumDriver, Firefox: firefoxDriver }
const HOME = 'https://www.telerama.fr/'
/** The second look comes half a minute after the first, by an alarm. */
const SECOND_LOOK = 100_000

const evidenceSchema = v.object({ name: v.string(), file: v.string(), key: v.string() })
const incidentsSchema = v.array(v.object({ id: v.string(), url: v.string(), restoredAt: v.number() }))

let page = frontPage()
/** Where the page leads instead of being shown; empty for nowhere. */
let leads = ''
/** Cookies that were sent along with any request for the page. */
let cookies: string[] = []
const site: Parameters<typeof startSiteServer>[0] = ({ hostname, pathname }, { cookie }) => {
  if (pathname === '/down') throw new Error('Nobody answers here.')
  if (leads !== '' && hostname === 'www.telerama.fr') return { status: 302, headers: { location: leads } }
  if (pathname.endsWith('/security.txt'))
    return {
      headers: { 'content-type': 'text/plain' },
      body: 'Contact: mailto:securite@telerama.example\nPreferred-Languages: fr\n',
    }
  if (pathname !== '/') return null
  if (cookie !== undefined) cookies.push(cookie)
  return { headers: { 'set-cookie': 'reader=1; Path=/' }, body: page }
}

const says = (view: View, part: string, patience?: number) =>
  until(
    () => view.text(),
    (text) => text.toLowerCase().includes(part.toLowerCase()),
    patience,
  )
/** Asks the background as the extension's own pages do. */
const tell = (view: View, name: string, request: unknown) =>
  view.run(`
    const { ok, value, error } = await (globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify({ name, request })})
    if (!ok) throw new Error(error)
    return value`)

describe.each(Object.entries(DRIVERS))('a page of the reader’s own in %s', (name, open) => {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-dashboard-'))
  let server: SiteServer
  let driver: Driver
  let view: View
  beforeAll(async () => {
    page = frontPage()
    leads = ''
    cookies = []
    server = await startSiteServer(site)
    driver = await open(server)
    view = await driver.open(driver.url('pages/dashboard/index.html'))
  })
  afterAll(async () => {
    await driver.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const incidents = async () => v.parse(incidentsSchema, await driver.stored('incidents'))
  const saved = async (bytes: Buffer, name: string, key: string) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return masthead('verify', path, '--key', key)
  }

  it('is added, looked at, and found well', async () => {
    await says(view, words('own_none'))
    await until(
      () => view.run(`return document.querySelector('form button').disabled`),
      (isOff) => isOff === false,
    )
    await view.fill('form input', HOME)
    await view.press(words('own_add_button'))
    await says(view, words('verdict_unfamiliar'))
    await view.press(words('own_check'))
    await says(view, words('own_check_done'))
    await view.press(words('own_check'))
    await says(view, words('verdict_intact'))
    expect(await incidents()).toEqual([])
  })

  it('that is altered is an incident once a second look says so', async () => {
    page = DEFACED
    await view.press(words('own_check'))
    await says(view, words('own_confirming'))
    expect(await incidents()).toEqual([])
    await says(view, 'not seen restored yet', SECOND_LOOK)
    expect(await incidents()).toMatchObject([{ url: HOME, restoredAt: 0 }])
    await says(view, words('verdict_defaced'))
    await says(view, 'securite@telerama.example')
    // It is asked for once the address is there to be read.
    const letter = await until(
      () => view.run(`return document.querySelector('.letter textarea')?.value ?? null`),
      (written) => written !== null,
    )
    expect(letter).toContain('semble avoir été modifié')
    expect(letter).not.toContain('reason_')
  })

  it('gives evidence of that, which the command line verifies', async () => {
    await view.press(words('own_evidence_then'))
    await says(view, 'Saved as')
    const [incident] = await incidents()
    const evidence = await tell(view, 'incidentEvidence', { incident: incident?.id })
    const { name, file, key } = v.parse(evidenceSchema, evidence)
    const bytes = Buffer.from(file, 'base64')
    expect(await saved(bytes, name, key)).toMatchObject({
      status: 0,
      out: expect.stringContaining('page.warc'),
    })
    expect(
      v.parse(evidenceSchema, await tell(view, 'incidentEvidence', { incident: incident?.id })).file,
    ).toBe(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    expect(await verifyBundle(bytes, null)).toMatchObject({ ok: false })
  })

  it('that is whole again ends the incident, which keeps its evidence', async () => {
    page = frontPage()
    await view.press(words('own_check'))
    await until(incidents, (all) => all.every(({ restoredAt }) => restoredAt > 0))
    await until(
      () => view.text(),
      (text) => !text.includes('not seen restored yet'),
    )
    const list = await driver.open(driver.url('pages/incidents/index.html'))
    await says(list, words('own_evidence_then'))
    await list.press(words('own_evidence_then'))
    await says(list, 'Saved as')
    await list.close()
    expect(cookies).toEqual([])
  })

  it('has a picture in its evidence where a tab in front shows it and the browser gives one', async () => {
    const tab = await driver.open(HOME)
    const picture = async () => {
      const { file } = v.parse(evidenceSchema, await tell(view, 'propertyEvidence', { url: HOME }))
      return unzipSync(Buffer.from(file, 'base64'))['screenshot.png']?.slice(1, 4) ?? null
    }
    expect(await picture()).toBeNull()
    // A click on the icon lets the extension see this tab. Chromium has nothing to press it with when nobody looks.
    const popup = await driver.popup()
    expect(await picture()).toEqual(name === 'Firefox' ? Uint8Array.from(Buffer.from('PNG')) : null)
    await popup.close()
    await tab.close()
    cookies = []
  })

  it('that leads to a site which may not be read is told from one that is down', async () => {
    for (const [to, why] of [
      ['https://elsewhere.example/', 'own_why_elsewhere'],
      ['https://telerama.fr/down', 'own_why_no_answer'],
    ] as const) {
      leads = to
      await view.press(words('own_check'))
      await says(view, words(why))
    }
    // The same site may stand under another of its names.
    leads = 'https://telerama.fr/'
    await view.press(words('own_check'))
    await says(view, words('verdict_unfamiliar'))
    leads = ''
  })

  it('is taken out again', async () => {
    await view.press(words('own_settings'))
    await view.press(words('own_remove'))
    await view.press(words('own_remove_yes'))
    await says(view, words('own_none'))
  })
})

const manifestSchema = v.looseObject({
  permissions: v.array(v.string()),
  optional_permissions: v.array(v.string()),
})

/** A copy of the build whose reader has said yes to notices: nobody is there to press the browser's own question. */
function withNotices(): string {
  const copy = mkdtempSync(join(tmpdir(), 'masthead-notices-'))
  cpSync(join(import.meta.dirname, '../../dist/chrome'), copy, { recursive: true })
  const path = join(copy, 'manifest.json')
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(path, 'utf8')))
  const { permissions, optional_permissions: more, ...rest } = manifest
  writeFileSync(path, JSON.stringify({ ...rest, permissions: [...permissions, ...more] }))
  return copy
}

it('a worker that was stopped is woken for the second look, and tells of what it sees', async () => {
  page = DEFACED
  leads = ''
  const extension = withNotices()
  const server = await startSiteServer(site)
  const browser = await ChromiumBrowser.launch({
    executable: ensureBrowser('chromium', console.log),
    extension,
    server,
  })
  try {
    const desk = await browser.desk()
    const send = (name: string, request: unknown) =>
      desk.evaluate((sent) => chrome.runtime.sendMessage(sent), { name, request })
    await send('addProperty', { url: HOME, domain: 'telerama.fr' })
    await send('checkProperty', { url: HOME })
    await browser.stopWorker()
    const incidents = async () => v.parse(incidentsSchema, await browser.stored('incidents'))
    expect(await incidents()).toEqual([])
    const [incident] = await until(incidents, (all) => all.length === 1, SECOND_LOOK)
    const notices = () => desk.evaluate(() => chrome.notifications.getAll())
    await until(notices, (all) => Object.keys(all).join() === incident?.id)
  } finally {
    await browser.close()
    await server.close()
    rmSync(extension, { recursive: true, force: true })
  }
})
