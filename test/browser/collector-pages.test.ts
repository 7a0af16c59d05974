import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { addModerator } from '../../src/collector/believe/moderate.ts'
import { type Cluster, startCluster } from '../../src/postgres/cluster.ts'
import { caseOf, START, type TestCollector, testCollector } from '../collector/setup/collector.ts'
import { Reader, reportOn } from '../collector/setup/reader.ts'

const MARKUP = '<img src=x onerror="document.title=1">"\'</script><script>document.title=1</script>'
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-pages-'))
let cluster: Cluster
let collector: TestCollector
let browser: Browser
let address: string
const keys = new Map<string, string>()

beforeAll(async () => {
  cluster = await startCluster()
  collector = await testCollector({
    dataDir,
    databaseUrl: cluster.url,
    fetchPage: async (url) => ({
      ok: true,
      url,
      status: 200,
      html: `<title>Hacked by ${MARKUP.replaceAll('<', '&lt;')}</title><body bgcolor=black><h1>Hacked by the example crew</h1><p>${MARKUP.replaceAll('<', '&lt;')}</p>`,
      hosting: 'aa',
    }),
  })
  address = await collector.app.listen({ port: 0, host: '127.0.0.1' })
  for (const name of ['ann', 'ben']) keys.set(name, await addModerator(collector.database, name, START))
  browser = await chromium.launch({
    executablePath: ensureBrowser('chromium', () => {}),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  for (let i = 0; i < 3; i++) {
    const signs = [{ sign: 'claim', bits: 3, words: [MARKUP] }]
    const reader = new Reader(collector.app, `20.${i}.1.1`)
    const sent = await reader.report(
      reportOn('www.hit.example', START, {
        signs,
        note: MARKUP,
        screenshot: PICTURE,
        url: 'https://www.hit.example/%3Cb%3E',
      }),
    )
    if (sent.statusCode !== 201) throw new Error(sent.body)
  }
  await collector.believe()
}, 240_000)
afterAll(async () => {
  await browser.close()
  await collector.stop()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

async function open(name: string | null, path: string) {
  const context = await browser.newContext(
    name === null ? {} : { httpCredentials: { username: name, password: keys.get(name) ?? '' } },
  )
  const page = await context.newPage()
  const answer = await page.goto(`${address}${path}`)
  if (answer?.status() !== 200) throw new Error(await page.content())
  return { page }
}

test('a report with markup in every string is only ever text', async () => {
  const { id } = await caseOf(collector, 'www.hit.example')
  const { page } = await open('ann', `/moderation/${id}`)
  expect(await page.title()).toBe('www.hit.example')
  expect(await page.locator('blockquote').first().textContent()).toBe(MARKUP)
  expect(await page.locator('script, img[src="x"]').count()).toBe(0)
  expect(await page.locator('section').first().textContent()).toContain(MARKUP)
  expect(await page.locator('section').nth(1).textContent()).toContain('Hacked by')
  // The picture is shown, and is the only thing that is loaded from what was sent.
  expect(
    await page
      .locator('img')
      .first()
      .evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth),
  ).toBe(1)
  await page.screenshot({ path: join(tmpdir(), 'masthead-moderation.png'), fullPage: true })
})

test('red takes two people, each with a reason, and all of it is on record', async () => {
  const { id } = await caseOf(collector, 'www.hit.example')
  const decide = async (name: string, reason: string) => {
    const { page } = await open(name, `/moderation/${id}`)
    await page.selectOption('select', 'defaced')
    await page.fill('textarea', reason)
    await page.click('text=Decide >> nth=-1')
    await page.waitForLoadState()
    return page
  }
  await decide('ann', 'I saw it myself <b>')
  expect(await caseOf(collector, 'www.hit.example')).toMatchObject({ state: 'suspect' })
  await decide('ann', 'and I say it twice')
  expect(await caseOf(collector, 'www.hit.example')).toMatchObject({ state: 'suspect' })
  const page = await decide('ben', 'The same from here')
  expect(await caseOf(collector, 'www.hit.example')).toMatchObject({ state: 'defaced' })
  expect(await page.locator('ol li').count()).toBe(3)
  const queue = await open('ben', '/moderation')
  expect(await queue.page.locator('ol').textContent()).toContain('ann: defaced: case')
  expect(await queue.page.locator('ol').textContent()).toContain('I saw it myself <b>')
})

test('nobody without a key gets in, and no other site can decide', async () => {
  const guessed = { authorization: `Basic ${Buffer.from('ann:guessed').toString('base64')}` }
  for (const path of ['/moderation', '/moderation/1'])
    for (const headers of [{}, guessed])
      expect((await fetch(`${address}${path}`, { headers })).status).toBe(401)
  const { id } = await caseOf(collector, 'www.hit.example')
  const credentials = Buffer.from(`ann:${keys.get('ann')}`).toString('base64')
  const rule = async (origin: string, reason: string) => {
    const answer = await fetch(`${address}/moderation/${id}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${credentials}`,
        origin,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `decision=rejected&reason=${reason}`,
    })
    return answer.status
  }
  for (const origin of ['https://evil.example', 'null'])
    expect([origin, await rule(origin, 'because+I+can')]).toEqual([origin, 403])
  // What no database keeps is the sender's mistake, not the database's.
  expect(await rule(address, 'because%00I+can')).toBe(400)
  expect(await caseOf(collector, 'www.hit.example')).toMatchObject({ state: 'defaced' })
})

test('a suspended rule is on record and goes out with the feed', async () => {
  const { page } = await open('ann', '/moderation')
  await page.fill('input[name=rule]', 'en-hacked-by')
  await page.fill('textarea', 'It hits the name of a paper')
  await page.click('text=Suspend it everywhere')
  await page.waitForLoadState()
  const rules = await collector.database.selectFrom('suspended').selectAll().execute()
  expect(rules).toMatchObject([{ rule: 'en-hacked-by', moderator: 'ann' }])
  expect(await violations(page)).toEqual([])
  const lift = async (other: Page) => {
    await other.selectOption('select[name=rule]', 'en-hacked-by')
    await other.fill('form[action="/moderation/lifted"] textarea', 'It is mended')
    await other.click('text=Lift its suspension')
    await other.waitForLoadState()
  }
  const standing = () => collector.database.selectFrom('suspended').select('rule').execute()
  await lift(page)
  // It can raise red everywhere again, which takes two.
  expect(await standing()).toEqual([{ rule: 'en-hacked-by' }])
  const { page: second } = await open('ben', '/moderation')
  expect(await second.locator('main').textContent()).toContain('ann would let it count again')
  expect(await violations(second)).toEqual([])
  await lift(second)
  expect(await standing()).toEqual([])
  expect(await second.locator('ol').textContent()).toContain(
    'ben: lifted the suspension of rule en-hacked-by',
  )
})

test('everyone sees what is going on, without the attackers’ words', async () => {
  const { page } = await open(null, '/')
  expect(await page.locator('main').textContent()).toContain('www.hit.example')
  expect(await page.locator('main').textContent()).not.toMatch(/hacked by|onerror/i)
  expect(
    await page.locator('img').evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth > 0),
  ).toBe(true)
  await page.screenshot({ path: join(tmpdir(), 'masthead-status.png'), fullPage: true })
  const json: unknown = await (await fetch(`${address}/status.json`)).json()
  expect(json).toMatchObject({ incidents: [{ host: 'www.hit.example', state: 'defaced', reporters: 3 }] })
  const atom = await (await fetch(`${address}/status.atom`)).text()
  const entries = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'application/xml')
    return [parsed.querySelectorAll('parsererror').length, parsed.querySelectorAll('entry').length]
  }, atom)
  expect(entries).toEqual([0, 1])
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 AA, by the rule's name. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe)
  return page.evaluate(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then((r) => r.violations.map((v) => v.id))",
  )
}

test('the pages can be used by everyone', async () => {
  const { id } = await caseOf(collector, 'www.hit.example')
  for (const path of ['/', '/moderation', `/moderation/${id}`]) {
    const { page } = await open('ann', path)
    expect(await violations(page)).toEqual([])
  }
})
