import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { holdIncidentsAfterLook } from '../hold-database.ts'
import { DEFACED, frontPage } from '../pages.ts'
import { until } from '../until.ts'
import { type View, words } from './driver.ts'
import {
  type Flow,
  type FlowStage,
  hasDecided,
  isAt,
  isWarning,
  lookedAt,
  recordsOf,
  says,
  warned,
} from './stage.ts'

const OPTIONS = 'pages/options/index.html'
const incidentsOf = ({ driver, home }: FlowStage) => recordsOf(driver, 'incidents', home)
const isWarned = (view: View) => until(() => view.location(), isWarning)

/** The records that were written last. */
const latest = (records: readonly Record<string, unknown>[], many: number) =>
  records.toSorted((one, other) => Number(other.at) - Number(one.at)).slice(0, many)

/** What a reader and a browser do with tabs and windows while a warning comes. */
export const TABS: readonly Flow[] = [
  {
    name: 'tabs: one that is closed while the warning comes leaves everything working',
    host: 'www.francebleu.fr',
    page: DEFACED,
    async run(stage) {
      await (await lookedAt(stage)).close()
      const view = await warned(stage)
      expect(await incidentsOf(stage)).toHaveLength(1)
      await view.close()
    },
  },
  {
    name: 'tabs: a reader who goes elsewhere while the warning comes is left there',
    host: 'www.europe1.fr',
    page: DEFACED,
    async run(stage) {
      const { driver, home } = stage
      const desk = await driver.open(driver.url(OPTIONS))
      // The look that would warn waits for the store while the tab goes elsewhere.
      await desk.run(`(${holdIncidentsAfterLook})('${new URL(home).hostname}')`)
      const view = await lookedAt(stage)
      try {
        await pause(2_500)
        expect(await view.location()).toBe(home)
        await view.run(`location.href = 'https://www.example.org/'`)
        await isAt(view, 'https://www.example.org/')
      } finally {
        // With its page goes what it holds.
        await desk.close()
      }
      await until(
        () => incidentsOf(stage),
        (all) => all.length === 1,
      )
      await pause(500)
      expect(await view.location()).toBe('https://www.example.org/')
      await view.close()
    },
  },
  {
    name: 'tabs: a page that changes its own address all the time is warned of all the same',
    host: 'www.cnews.fr',
    page: DEFACED.replace(
      '</head>',
      `<script>onload = () => setInterval(() => history.replaceState(null, '', '/' + Math.random()), 200)</script></head>`,
    ),
    async run(stage) {
      await (await warned(stage)).close()
    },
  },
  {
    name: 'tabs: one that the browser put aside is warned of when the reader comes back to it',
    host: 'www.tf1info.fr',
    page: frontPage(),
    // Firefox takes what it kept of a page for a tab that was put aside.
    headers: { 'cache-control': 'no-store' },
    async run(stage) {
      const { driver, home } = stage
      const desk = await driver.open(driver.url(OPTIONS))
      await lookedAt(stage)
      const tab = Number(
        await desk.run(`
          const { tabs } = globalThis.browser ?? chrome
          const [found] = await tabs.query({ url: '${home}*' })
          // The tab in front is put aside by no browser.
          await tabs.update((await tabs.getCurrent()).id, { active: true })
          // Firefox passes over a tab that is still in front for it, and says nothing.
          for (let tries = 0; tries < 400; tries++) {
            const id = (await tabs.discard(found.id))?.id ?? found.id
            if ((await tabs.get(id)).discarded) return id
            await new Promise((resolve) => setTimeout(resolve, 25))
          }`),
      )
      const ask = (about: string) => desk.run(`return (globalThis.browser ?? chrome).tabs.${about}`)
      expect(await ask(`get(${tab}).then(({ discarded }) => discarded)`)).toBe(true)
      // Nobody looks at what is put aside: how long it takes to get here does not matter.
      stage.serve(DEFACED)
      expect(await incidentsOf(stage)).toEqual([])
      await ask(`update(${tab}, { active: true }).then(() => null)`)
      await until(
        () => ask(`get(${tab}).then(({ url }) => url)`),
        (at) => isWarning(String(at)),
      )
      expect(await incidentsOf(stage)).toHaveLength(1)
      await ask(`remove(${tab})`)
      await desk.close()
    },
  },
  {
    name: 'tabs: two windows have one incident and a warning each, and one answer holds for both',
    host: 'www.arte.tv',
    page: DEFACED,
    async run(stage) {
      const { driver, home } = stage
      const first = await driver.open(home)
      const second = await driver.openInWindow(home)
      await Promise.all([isWarned(first), isWarned(second)])
      expect(await incidentsOf(stage)).toHaveLength(1)
      await says(first, 'warning_ways')
      await first.press(words('warning_ways'))
      await first.press(words('warning_show'))
      await isAt(first, home)
      await hasDecided(stage, 'shown')
      await says(second, 'warning_ways')
      await second.press(words('warning_ways'))
      await second.press(words('warning_check_again'))
      await isAt(second, home)
      await until(
        () => recordsOf(driver, 'visits', home),
        // Of the page before, the warning in the other window may have come before its second look.
        (all) =>
          all.length === 4 && latest(all, 2).every((one) => /"settled":true/.test(JSON.stringify(one))),
      )
      expect(await Promise.all([first.location(), second.location()])).toEqual([home, home])
      await second.close()
      await first.close()
    },
  },
  ...(
    [
      ['the page', 'www.lopinion.fr'],
      ['a page of our own', 'www.lunion.fr'],
    ] as const
  ).map(
    ([owner, host]): Flow => ({
      name: `frames: no warning is shown in one of ${owner}`,
      host,
      page: frontPage(),
      async run({ driver, home }) {
        const view = await driver.open(owner === 'the page' ? home : driver.url(OPTIONS))
        const warning = driver.url('pages/warning/')
        await view.run(`
          const frame = document.createElement('iframe')
          const loaded = new Promise((done) => frame.addEventListener('load', done))
          frame.src = '${warning}index.html'
          document.body.append(frame)
          await Promise.race([loaded, new Promise((done) => setTimeout(done, 1_000))])`)
        const [shown] = await driver.frames(view)
        expect(shown).toBeDefined()
        expect(shown?.startsWith(warning)).toBe(false)
        await view.close()
      },
    }),
  ),
]
