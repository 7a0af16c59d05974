import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download, Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseFile, toFile } from '../../src/engine/signature/transfer/file.ts'
import { fullSite } from '../engine/signature/full-site.ts'
import { HOST, recordsAt } from '../gallery/records.ts'
import { Stage } from '../gallery/stage.ts'
import { until } from './until.ts'

const OWN = 'courier.example'
const PATIENCE = { timeout: 40_000, interval: 50 }
const folder = mkdtempSync(join(tmpdir(), 'masthead-options-'))
let stage: Stage
let page: Page
beforeAll(async () => {
  stage = await Stage.open('en')
  page = await stage.browser.context.newPage()
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What the sections say of what is kept. */
const shown = () =>
  page.evaluate(
    ([own, host]) => {
      const says = (section: string) => document.querySelector(`#${section}`)?.textContent ?? ''
      const [sites, , incidents] = document.querySelectorAll('#data dd')
      return {
        isOwnThere: says('sites').includes(own),
        isQuiet: document.querySelector<HTMLInputElement>('[aria-describedby=cost-quiet]')?.checked,
        isLearned: says('learned').includes(host),
        sites: sites?.textContent,
        incidents: incidents?.textContent?.trim().split(' ')[0],
      }
    },
    [OWN, HOST] as const,
  )

const NOTHING = { isOwnThere: false, isQuiet: false, isLearned: false, sites: '0', incidents: '0' }
const ALL = { isOwnThere: true, isQuiet: true, isLearned: true, sites: '1', incidents: '1' }

/** The one sentence of a section about what was done there, once it is said and on the screen. */
async function told(section: string): Promise<string> {
  const status = page.locator(`#${section} [role=status]`).first()
  const isSeen = () =>
    status.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect()
      return one.textContent !== '' && top >= 0 && bottom <= innerHeight
    })
  await until(isSeen, Boolean)
  return (await status.textContent()) ?? ''
}

describe('the options', () => {
  it('lead to every section there is, in order', async () => {
    await page.goto(stage.browser.url('pages/options/index.html'))
    const [links, sections] = await page.evaluate(() => [
      [...document.querySelectorAll('nav li a')].map((link) => link.getAttribute('href')),
      [...document.querySelectorAll('main > section')].map(({ id }) => `#${id}`),
    ])
    expect(links).toEqual(sections)
  })

  it('show what a file brought and what a reset took, without being opened again', async () => {
    // The others hold more than a file may.
    await stage.replace('incidents', recordsAt(Date.now()).incidents.slice(0, 1))
    await stage.tell('setDomain', { domain: OWN, isOn: true })
    await stage.tell('changeSettings', { sensitivity: 'quiet' })
    const file = join(folder, 'masthead.json')
    writeFileSync(file, v.parse(v.object({ file: v.string() }), await stage.tell('exportAll', null)).file)
    await page.reload()
    await until(shown, (now) => now.isOwnThere && now.incidents === '1')

    await page.locator('#reset button').click()
    await page.locator('#reset button').first().click()
    expect(await told('reset')).toContain('Everything')
    await expect.poll(shown, PATIENCE).toEqual(NOTHING)
    expect(await told('reset')).toContain('Everything')

    await page.locator('#backup').scrollIntoViewIfNeeded()
    await page.locator('#backup input[type=file]').setInputFiles(file)
    expect(await told('backup')).toMatch(/1/)
    await expect.poll(shown, PATIENCE).toEqual(ALL)
    expect(await told('backup')).toMatch(/1/)
  })

  it('save one site of those learned, and no other', async () => {
    const both = toFile([HOST, 'other.example'].map((host) => ({ ...fullSite(1), host })))
    await stage.tell('importSites', { file: both, replace: false })
    await page.goto(stage.browser.url('pages/options/index.html'))
    await page.locator('#learned summary', { hasText: HOST }).click()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page
        .locator('#learned')
        .getByRole('button', { name: `Save to a file: ${HOST}` })
        .click(),
    ])
    expect(saved.suggestedFilename()).toBe(`masthead-${HOST}.json`)
    const file = parseFile(readFileSync(await saved.path(), 'utf8'))
    expect(file.ok ? file.value.map(({ host }) => host) : file.error).toEqual([HOST])
  })

  it('list the latest of many sites that were learned, and find each of the others', async () => {
    const hosts = Array.from({ length: 120 }, (_, index) => `paper-${index}.example`)
    const sites = hosts.map((host, index) => ({ ...fullSite(1), host, lastSeen: index }))
    await stage.tell('importSites', { file: toFile(sites), replace: false })
    await page.goto(stage.browser.url('pages/options/index.html'))
    const listed = page.locator('#learned > details')
    await expect.poll(() => listed.count(), PATIENCE).toBe(100)
    await page.locator('#learned input[type=search]').fill('paper-0.')
    await expect
      .poll(() => listed.allInnerTexts(), PATIENCE)
      .toEqual([expect.stringMatching(/^paper-0\.example/)])
    expect(await page.locator('#learned [role=status].quiet').innerText()).toMatch(/1\W* of \W*1\W/)
  })

  it('show what was asked for last, also where an earlier answer comes later', async () => {
    const slow = await stage.browser.context.newPage()
    // The answer to the first question is long in coming.
    await slow.addInitScript(`
      const send = chrome.runtime.sendMessage
      const late = (...sent) => {
        document.documentElement.dataset.late = 'asked'
        return send(...sent)
      }
      const soon = () => new Promise((resolve) => setTimeout(resolve, 500))
      chrome.runtime.sendMessage = (...sent) =>
        sent[0].request?.query === 'paper' ? soon().then(() => late(...sent)) : send(...sent)`)
    await slow.goto(stage.browser.url('pages/options/index.html'))
    const field = slow.locator('#learned input[type=search]')
    await field.fill('paper')
    await field.fill('paper-0.')
    const listed = slow.locator('#learned > details')
    await expect.poll(() => listed.count(), PATIENCE).toBe(1)
    await slow.locator('html[data-late]').waitFor()
    await slow.waitForTimeout(500)
    expect(await listed.count()).toBe(1)
    await slow.close()
  })

  it('save what one file does not hold in several, and say so', async () => {
    const sites = Array.from({ length: 1_501 }, (_, index) => ({
      ...fullSite(1),
      host: `daily-${index}.example`,
      templates: [],
    }))
    await stage.tell('resetAll', null)
    await stage.tell('importSites', { file: toFile(sites), replace: false })
    await page.goto(stage.browser.url('pages/options/index.html'))
    for (const [section, name] of [
      ['learned', 'masthead-sites'],
      ['backup', 'masthead'],
    ]) {
      const names: string[] = []
      const saved = (download: Download) => names.push(download.suggestedFilename())
      page.on('download', saved)
      await page.locator(`#${section} > p > button`).first().click()
      await expect.poll(() => names.toSorted(), PATIENCE).toEqual([`${name}-2.json`, `${name}.json`])
      page.off('download', saved)
      expect(await told(section ?? '')).toMatch(/2\W* files/)
    }
  })
})
