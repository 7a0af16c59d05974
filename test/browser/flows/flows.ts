import { expect } from 'vitest'
import { DEFACED, frontPage, LOUD } from '../pages.ts'
import { until } from '../until.ts'
import { type View, words } from './driver.ts'
import { FILES } from './files.ts'
import { KNOWN } from './known.ts'
import {
  type Flow,
  type FlowStage,
  hasDecided,
  isAt,
  isGone,
  isWarning,
  learned,
  lookedAt,
  opened,
  recordsOf,
  says,
  warned,
  withBanner,
} from './stage.ts'
import { TABS } from './tabs.ts'
import { WELCOME } from './welcome.ts'

/** The page of a report, in the tab that opened for it: sent, once it is seen, and kept until it can go out. */
async function sendsReport({ driver, home }: FlowStage): Promise<void> {
  const letter = await driver.opened('/pages/report/')
  await until(
    () => letter.text(),
    (text) => text.includes(words('send_preview')) && text.includes(home),
  )
  const kept = async () => JSON.stringify(await driver.stored('reports'))
  expect(await kept()).not.toContain(home)
  await letter.press(words('send_send'))
  await says(letter, 'send_kept')
  expect(await kept()).toContain(home)
  await letter.close()
}

/** What stands beside the icon in the tab of one of the extension's own pages. */
const badgeOf = (view: View) =>
  view.run(`
    const { action, tabs } = globalThis.browser ?? chrome
    const { id } = await tabs.getCurrent()
    return action.getBadgeText({ tabId: id })`)

const warnings: Flow[] = [
  {
    name: 'warning: leads to a report, which is kept when it is sent',
    host: 'www.lesechos.fr',
    page: DEFACED,
    async run(stage) {
      const view = await warned(stage)
      await view.press(words('report_title'))
      await view.press(words('report_copy'))
      await says(view, 'report_copied')
      const saved = await view.saves(words('report_save'))
      expect(saved.name).toBe('masthead-report.json')
      expect(saved.text).toBe(await view.run(`return document.querySelector('textarea').value`))
      await view.press(words('send_this'))
      await sendsReport(stage)
      await view.close()
    },
  },
  {
    name: 'warning: leaves the page, and no tab is left on it',
    host: 'www.lemonde.fr',
    page: DEFACED,
    async run(stage) {
      const view = await warned(stage)
      await view.press(words('warning_leave'))
      await until(
        () => stage.driver.addresses(),
        (all) => !all.some((address) => isWarning(address) || address.startsWith(stage.home)),
      )
    },
  },
  {
    name: 'warning: shows what changed, every sign, and takes the comparison away again',
    host: 'www.lefigaro.fr',
    page: DEFACED,
    async run(stage) {
      const view = await warned(stage)
      const isCompared = () => view.run(`return document.querySelector('#comparison table') !== null`)
      await view.press(words('warning_changed'))
      await until(isCompared, (shown) => shown === true)
      await view.press(words('warning_changed'))
      await until(isCompared, (shown) => shown === false)
      await view.press(words('warning_evidence'))
      await says(view, 'group_patterns')
    },
  },
  {
    name: 'warning: leads to an archived copy of the same address',
    host: 'www.liberation.fr',
    page: DEFACED,
    async run(stage) {
      const view = await warned(stage)
      await view.press(words('warning_archive'))
      await opened(stage, 'https://web.archive.org/web/', stage.home)
      expect(isWarning(await view.location())).toBe(true)
    },
  },
  {
    name: 'warning: checks again, and comes back as the same incident while nothing is better',
    host: 'www.leparisien.fr',
    page: DEFACED,
    async run(stage) {
      const view = await warned(stage)
      const before = await view.location()
      await view.press(words('warning_ways'))
      await view.press(words('warning_check_again'))
      await until(
        () => recordsOf(stage.driver, 'visits', stage.home),
        (all) => all.length === 2,
      )
      await isAt(view, before)
      await says(view, 'warning_leave')
      stage.serve(frontPage())
      await view.press(words('warning_ways'))
      await view.press(words('warning_check_again'))
      await isAt(view, stage.home)
    },
  },
  ...(['show', 'mistake'] as const).map(
    (way): Flow => ({
      name: `warning: opens the page all the same (${way}), and remembers that`,
      host: way === 'show' ? 'www.20minutes.fr' : 'www.la-croix.com',
      page: DEFACED,
      async run(stage) {
        // The query names the page, and is kept on no disk.
        const home = `${stage.home}?id=5`
        const view = await warned({ ...stage, home })
        await view.press(words('warning_ways'))
        await view.press(words(`warning_${way}`))
        await isAt(view, home)
        await hasDecided(stage, way === 'show' ? 'shown' : way)
        await until(
          () => recordsOf(stage.driver, 'visits', stage.home),
          (all) => all.length === 2 && all.every(({ shown }) => shown === 'defaced'),
        )
        expect(await view.location()).toBe(home)
        expect(JSON.stringify(await recordsOf(stage.driver, 'visits', home))).not.toContain('id=5')
      },
    }),
  ),
  {
    name: 'warning: looks again without cookies, and says whether it is only here',
    host: 'www.marianne.net',
    page: frontPage(),
    async run(stage) {
      await lookedAt(stage)
      stage.serve(DEFACED, frontPage())
      const here = await warned(stage)
      await here.press(words('outside_ask'))
      await says(here, 'outside_well')
      await here.press(words('warning_leave'))
      stage.serve(DEFACED)
      const everywhere = await warned(stage)
      await everywhere.press(words('outside_ask'))
      await says(everywhere, 'outside_altered')
      const allow = (looksOutside: boolean) => {
        const message = JSON.stringify({ name: 'changeSettings', request: { looksOutside } })
        return everywhere.run(`await (globalThis.browser ?? chrome).runtime.sendMessage(${message})`)
      }
      await allow(true)
      const byItself = await warned(stage)
      await says(byItself, 'outside_altered')
      await allow(false)
    },
  },
  {
    name: 'warning: says by itself that the site is back, and opens it',
    host: 'www.ouest-france.fr',
    page: DEFACED,
    async run(stage) {
      const view = await warned(stage)
      const isMarked = (mark: string) =>
        until(
          () => badgeOf(view),
          (badge) => badge === mark,
        )
      await isMarked('!!')
      stage.serve(frontPage())
      await stage.driver.open(stage.home)
      await says(view, 'warning_restored_title')
      await isMarked('')
      await view.press(words('warning_open'))
      await isAt(view, stage.home)
    },
  },
]

const bannerReport: Flow = {
  name: 'banner: leads to a report, which is kept when it is sent',
  host: 'www.courrierinternational.com',
  page: LOUD,
  async run(stage) {
    const view = await withBanner(stage)
    await stage.driver.reportInBanner(view)
    await sendsReport(stage)
    await view.close()
  },
}

const banners: Flow[] = (['click', 'Escape'] as const).map((how) => ({
  name: `banner: is closed (${how}), and does not come back for the same signs`,
  host: how === 'click' ? 'www.lexpress.fr' : 'www.lepoint.fr',
  page: LOUD,
  async run(stage) {
    const view = await withBanner(stage)
    await stage.driver.closeBanner(view, how)
    await isGone(stage, view)
    await hasDecided(stage, 'dismissed')
    const again = await stage.driver.open(stage.home)
    await until(
      () => recordsOf(stage.driver, 'visits', stage.home),
      (all) => all.length === 2 && JSON.stringify(all).split('"settled":true').length === 3,
    )
    expect(await stage.driver.banner(again)).toBe('')
  },
}))

const popups: Flow[] = [
  {
    name: 'popup: leads to a report, which is kept when it is sent',
    host: 'www.mediapart.fr',
    page: frontPage(),
    async run(stage) {
      await lookedAt(stage)
      const popup = await stage.driver.popup()
      await popup.press(words('send_this'))
      await sendsReport(stage)
      await popup.close()
    },
  },
  {
    name: 'popup: wants no more banners, and then wants them again',
    host: 'www.sudouest.fr',
    page: LOUD,
    async run(stage) {
      await withBanner(stage)
      const popup = await stage.driver.popup()
      await popup.press(words('outside_ask'))
      await says(popup, 'outside_altered')
      await popup.press(words('popup_snooze'))
      await says(popup, 'popup_snoozed')
      await hasDecided(stage, 'dismissed')
      await popup.press(words('popup_unsnooze'))
      await says(popup, 'popup_snooze')
      await hasDecided(stage, null)
      await popup.close()
    },
  },
  {
    name: 'popup: tells how it knows, what was before and what it rests on; learns, trusts and forgets',
    host: 'www.ladepeche.fr',
    page: frontPage(),
    async run(stage) {
      await lookedAt(stage)
      const popup = await stage.driver.popup()
      await popup.press(words('popup_evidence'))
      await popup.press(words('popup_timeline'))
      await popup.press(words('popup_data'))
      await says(popup, 'known_standing_provisional')
      await popup.press(words('known_approve'))
      await says(popup, 'known_standing_trusted')
      await popup.press(words('known_forget'))
      await says(popup, 'popup_not_known')
      const known = await popup.run(`
        const { value } = await (globalThis.browser ?? chrome).runtime.sendMessage({ name: 'knownSites', request: { query: '' } })
        return value.sites.map(({ host }) => host)`)
      expect(known).not.toContain(new URL(stage.home).hostname)
      await popup.close()
    },
  },
  {
    name: 'popup: learns a page as the site’s own',
    host: 'www.lavoixdunord.fr',
    page: frontPage(),
    async run(stage) {
      await learned(stage)
    },
  },
  {
    name: 'popup: speaks for the warning in the tab, and shows it again for a page that was opened all the same',
    host: 'www.humanite.fr',
    page: DEFACED,
    async run(stage) {
      const view = await warned(stage)
      const over = await stage.driver.popup()
      await until(
        () => over.text(),
        (text) => text.includes('This tab shows the warning about'),
      )
      await over.close()
      await view.press(words('warning_ways'))
      await view.press(words('warning_show'))
      await isAt(view, stage.home)
      await until(
        () => recordsOf(stage.driver, 'visits', stage.home),
        (all) => all.length === 2 && all.every(({ shown }) => shown === 'defaced'),
      )
      const [incident] = await recordsOf(stage.driver, 'incidents', stage.home)
      const popup = await stage.driver.popup()
      await popup.press(words('popup_show_warning'))
      await opened(stage, '/pages/warning/', String(incident?.id))
      await popup.close()
    },
  },
  {
    name: 'popup: watches a site that nobody watches',
    host: 'www.estrepublicain.fr',
    page: frontPage(),
    async run(stage) {
      await stage.driver.open(stage.home)
      const before = await stage.driver.popup()
      const [, domain] = /^www\.(.*)$/.exec(new URL(stage.home).hostname) ?? []
      const message = JSON.stringify({ name: 'setDomain', request: { domain, isOn: false } })
      await before.run(`await (globalThis.browser ?? chrome).runtime.sendMessage(${message})`)
      await before.close()
      const popup = await stage.driver.popup()
      await says(popup, 'popup_watch')
      await popup.press(words('popup_watch'))
      await until(
        () => popup.text(),
        (text) => !text.includes(words('popup_watch')),
      )
      await popup.close()
      const visits = await recordsOf(stage.driver, 'visits', stage.home)
      await stage.driver.open(stage.home)
      await until(
        () => recordsOf(stage.driver, 'visits', stage.home),
        (all) => all.length > visits.length,
      )
    },
  },
  {
    name: 'popup: leads to the options and to the incidents',
    host: 'www.lanouvellerepublique.fr',
    page: frontPage(),
    async run(stage) {
      await lookedAt(stage)
      const popup = await stage.driver.popup()
      await popup.press(words('popup_incidents'))
      await opened(stage, '/pages/incidents/')
      await popup.press(words('own_title'))
      await opened(stage, '/pages/dashboard/')
      await popup.press(words('popup_data'))
      await says(popup, 'decides_title')
      await popup.press(words('decides_title'))
      await opened(stage, '/pages/decides/')
      await popup.press(words('popup_options'))
      await opened(stage, '/pages/options/')
    },
  },
]

const feed: Flow = {
  name: 'feed: is there from the first start, for it came with the extension',
  host: 'www.ledauphine.com',
  page: frontPage(),
  async run({ driver }) {
    await until(
      () => driver.stored('feed'),
      (all) => JSON.stringify(all).includes('"source":"seed"'),
    )
  },
}

export const FLOWS: readonly Flow[] = [
  // First, as a reader does: what is chosen is registered anew, which takes a Firefox with many tabs its time.
  ...WELCOME,
  ...warnings,
  ...banners,
  bannerReport,
  ...popups,
  ...KNOWN,
  ...TABS,
  feed,
  // Last of all: it empties what the others rest on.
  ...FILES,
]
