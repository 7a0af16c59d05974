import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect } from 'vitest'
import { parseFile } from '../../../src/engine/signature/transfer/file.ts'
import { withVersion } from '../../engine/signature/with-version.ts'
import { DEFACED } from '../pages.ts'
import { until } from '../until.ts'
import { type Driver, type SavedFile, type View, words } from './driver.ts'
import { type Flow, type FlowStage, hasDecided, isAt, learned, recordsOf, says, warned } from './stage.ts'

/** A newspaper beside the altered one, which the reader has said is as it should be. */
const SOUND = 'https://www.lalsace.fr/'

/** What is learned of the sound newspaper and was said of the other, as a page of the extension is told. */
const kept = async ({ driver, home }: FlowStage, own: View) => ({
  known: await own.run(`
    const request = { host: '${new URL(SOUND).hostname}' }
    return (await (globalThis.browser ?? chrome).runtime.sendMessage({ name: 'siteKnowledge', request })).value`),
  // What a page looked like is text of others, and stays out of the file.
  incidents: (await recordsOf(driver, 'incidents', home)).map(
    ({ found: _, page: __, isGone: ___, isOutside: ____, ...incident }) => incident,
  ),
  decisions: await recordsOf(driver, 'decisions', home),
})

const countOf = async (driver: Driver, store: string) => {
  const all = await driver.stored(store)
  return Array.isArray(all) ? all.length : 0
}

/** An altered page that the reader opened all the same. */
async function openedAnyway(stage: FlowStage): Promise<void> {
  const view = await warned(stage)
  await view.press(words('warning_ways'))
  await view.press(words('warning_show'))
  await isAt(view, stage.home)
  await hasDecided(stage, 'shown')
  // The last word on the incident is written when the page was looked at for good.
  await until(
    () => recordsOf(stage.driver, 'visits', stage.home),
    (all) => all.length === 2 && all.every(({ shown }) => shown === 'defaced'),
  )
  await view.close()
}

/** The same backup with a site in it that an earlier release learned. */
function aged({ name, text }: SavedFile): SavedFile {
  const saved = v.parse(v.looseObject({ sites: v.string() }), JSON.parse(text))
  return { name, text: JSON.stringify({ ...saved, sites: withVersion(saved.sites) }) }
}

async function chooseFile(view: View, { name, text }: SavedFile, says = ''): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-saved-'))
  const path = join(folder, name)
  writeFileSync(path, text)
  await view.choose('#backup input[type=file]', path)
  await until(
    () => view.run(`return document.querySelector('#backup [role=status]').textContent`),
    (told) => String(told).startsWith('Loaded.') && String(told).includes(says),
  )
  rmSync(folder, { recursive: true })
}

/** The fields of the table's first line, and its other lines. */
function tableOf(text: string): { head: string[]; rows: string[] } {
  const [head = '', ...rows] = text.split('\r\n').slice(0, -1)
  return { head: head.split(',').map((field) => field.slice(1, -1)), rows }
}

/** What a reader takes along, as it lies on the disk, and brings back. */
export const FILES: readonly Flow[] = [
  {
    name: 'files: incidents are saved as JSON and as a table, and no more of them than a search finds',
    host: 'www.lamontagne.fr',
    page: DEFACED,
    async run(stage) {
      const { driver, home } = stage
      await (await warned(stage)).close()
      const [incident] = await recordsOf(driver, 'incidents', home)
      const view = await driver.open(driver.url('pages/incidents/index.html'))
      await says(view, 'incidents_json')
      const json = await view.saves(words('incidents_json'))
      expect(json.name).toBe('masthead-incidents.json')
      const all: unknown = JSON.parse(json.text)
      expect(all).toHaveLength(await countOf(driver, 'incidents'))
      expect(all).toContainEqual(expect.objectContaining({ id: incident?.id, url: home }))
      const csv = await view.saves(words('incidents_csv'))
      expect(csv.name).toBe('masthead-incidents.csv')
      const { head, rows } = tableOf(csv.text)
      expect(head).toEqual(expect.arrayContaining(['site', 'address', 'first_seen', 'signs']))
      expect(rows).toHaveLength(await countOf(driver, 'incidents'))
      expect(rows.filter((row) => row.includes(`"${home}"`) && row.includes('Hacked'))).toHaveLength(1)
      // Only what the search finds is taken along.
      await view.fill('input[type=search]', 'zzzz')
      await says(view, 'incidents_not_found')
      expect(JSON.parse((await view.saves(words('incidents_json'))).text)).toEqual([])
      expect(tableOf((await view.saves(words('incidents_csv'))).text)).toEqual({ head, rows: [] })
      await view.close()
    },
  },
  {
    name: 'files: everything is saved, deleted and loaded again out of the file that was saved',
    host: 'www.rtl.fr',
    page: DEFACED,
    async run(stage) {
      const { driver } = stage
      await (await learned({ driver, home: SOUND })).close()
      await openedAnyway(stage)
      const view = await driver.open(driver.url('pages/options/index.html'))
      await says(view, 'backup_save')
      const before = await kept(stage, view)
      expect(before).toMatchObject({
        known: { templates: [{ standing: 'trusted' }] },
        incidents: [{}],
        decisions: [{ decision: 'shown' }],
      })
      const { hostname } = new URL(SOUND)
      await view.run(`
        const sites = [...document.querySelectorAll('#learned summary')]
        sites.find(({ textContent }) => textContent.startsWith('${hostname}')).click()`)
      const one = await view.saves(`${words('options_export')}: ${hostname}`)
      expect(one.name).toBe(`masthead-${hostname}.json`)
      const sites = parseFile(one.text)
      expect(sites.ok ? sites.value.map(({ host }) => host) : sites.error).toEqual([hostname])
      const saved = await view.saves(words('backup_save'))
      expect(saved.name).toBe('masthead.json')
      await view.press(words('reset_button'))
      await view.press(words('reset_yes'))
      await says(view, 'reset_done')
      expect(await kept(stage, view)).toEqual({ known: null, incidents: [], decisions: [] })
      await chooseFile(view, saved)
      expect(await kept(stage, view)).toEqual(before)
      await chooseFile(view, aged(saved), 'another version of Masthead learned')
      expect(await kept(stage, view)).toEqual(before)
      await view.close()
    },
  },
]
