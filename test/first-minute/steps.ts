import { type Driver, type View, words } from '../browser/flows/driver.ts'
import { until } from '../browser/until.ts'

/** What the steps are made on: a new browser, and a newspaper whose front page can be exchanged. */
export interface FirstDay {
  driver: Driver
  /** Address of the newspaper. */
  home: string
  /** Puts one of the pages in `test/pages` at that address. */
  serve(page: string): void
}

/** One step of a new reader: what they do, what they then see, and the picture of it. */
export interface Step {
  /** Names the picture. */
  name: string
  /** What is done and seen, as the walkthrough tells it. */
  told: string
  /** Does it, fails where the reader would not see what is told, and gives what they look at. */
  go(day: FirstDay): Promise<Buffer>
}

const UNWATCHED = 'https://www.example.org/'

/** Whether it stands there; the popup begins a verdict with a capital. */
const says = (view: View, said: string) =>
  until(
    () => view.text(),
    (text) => text.toLowerCase().includes(said.toLowerCase()),
  )

/** A look at the newspaper, which is over when the extension has remembered as many visits as it should. */
async function read({ driver, home }: FirstDay, visits: number): Promise<View> {
  const view = await driver.open(home)
  await until(
    () => driver.stored('visits'),
    (all) => Array.isArray(all) && all.length >= visits,
  )
  return view
}

/** The popup over the newspaper, once it says something. */
async function popupSays(driver: Driver, said: string): Promise<Buffer> {
  const popup = await driver.popup()
  await says(popup, said)
  const picture = await popup.picture('body')
  await popup.close()
  return picture
}

export const STEPS: readonly Step[] = [
  {
    name: 'welcome',
    told: 'Masthead is installed. A page opens by itself and says what it does; the French press is watched already.',
    async go({ driver }) {
      const view = await driver.opened('/pages/welcome/')
      await says(view, words('welcome_one'))
      return view.picture()
    },
  },
  {
    name: 'choose',
    told: 'A country, a language or a newspaper finds its list; a click on the number shows what is in it.',
    async go({ driver }) {
      const view = await driver.opened('/pages/welcome/')
      await view.fill('input[type=search]', 'Ireland')
      await until(
        () => view.run('return document.querySelectorAll("ul.packs > li").length'),
        (found) => found === 1,
      )
      await view.run('document.querySelector("ul.packs button").click()')
      await says(view, 'The Irish Times')
      await view.run('document.querySelector("#choose").scrollIntoView()')
      return view.picture()
    },
  },
  {
    name: 'chosen',
    told: '“Watch what I chose” has the browser ask whether Masthead may read these sites. Once that is allowed, they are watched, and nothing is left to do.',
    async go({ driver }) {
      const view = await driver.opened('/pages/welcome/')
      await view.run('document.querySelector("ul.packs input").click()')
      await view.press(words('welcome_watch'))
      await driver.allow()
      await says(view, 'Done: Masthead now watches')
      await view.run('document.querySelector("#choose").scrollIntoView()')
      return view.picture()
    },
  },
  {
    name: 'example',
    told: '“Show me what a warning looks like” shows one, on an invented page, so that it is known on the day it counts.',
    async go({ driver }) {
      const view = await driver.opened('/pages/welcome/')
      await view.press(words('welcome_show'))
      await says(view, words('warning_leave'))
      return view.picture()
    },
  },
  {
    name: 'first-visit',
    told: 'A first visit to a newspaper changes nothing in the page. The icon opens the popup: nothing is known yet, and nothing is suspicious.',
    async go(day) {
      day.serve('newsroom-home-day-1')
      await read(day, 1)
      return popupSays(day.driver, words('verdict_unfamiliar'))
    },
  },
  {
    name: 'known',
    told: 'On the third visit the newspaper is known, though its stories are new.',
    async go(day) {
      await read(day, 2)
      day.serve('newsroom-home-day-2')
      await read(day, 3)
      return popupSays(day.driver, words('verdict_intact'))
    },
  },
  {
    name: 'warning',
    told: 'The bad day: somebody put their own page there. After a second look this stands in its place.',
    async go(day) {
      day.serve('defaced-2015-french')
      const view = await day.driver.open(day.home)
      await until(
        () => view.location(),
        (address) => address.includes('/pages/warning/'),
      )
      await says(view, words('warning_leave'))
      return view.picture()
    },
  },
  {
    name: 'changed',
    told: '“See what changed” puts what is known of the newspaper beside what was found.',
    async go({ driver }) {
      const view = await driver.opened('/pages/warning/index.html?incident=')
      await view.press(words('warning_changed'))
      await until(
        () => view.run('return document.querySelector("#comparison table") !== null'),
        (shown) => shown === true,
      )
      await view.run('document.querySelector("#comparison").scrollIntoView()')
      return view.picture()
    },
  },
  {
    name: 'restored',
    told: 'The newspaper is itself again, and the warning, which was left open, says so.',
    async go(day) {
      const view = await day.driver.opened('/pages/warning/index.html?incident=')
      day.serve('newsroom-home-day-2')
      await day.driver.open(day.home)
      await says(view, words('warning_restored_title'))
      await view.run('scrollTo(0, 0)')
      return view.picture()
    },
  },
  {
    name: 'incidents',
    told: 'What happened stays in the list of incidents, on this computer.',
    async go({ driver, home }) {
      const view = await driver.open(driver.url('pages/incidents/index.html'))
      await says(view, new URL(home).hostname)
      return view.picture()
    },
  },
  {
    name: 'unwatched',
    told: 'On a site that nobody asked to have watched nothing is read at all; the popup offers it.',
    async go({ driver }) {
      const view = await driver.open(UNWATCHED)
      expectNothingOf(await view.run('return document.documentElement.children.length'))
      return popupSays(driver, words('popup_watch'))
    },
  },
]

/** An untouched page has a head and a body. */
function expectNothingOf(children: unknown): void {
  if (children !== 2) throw new Error(`Something was put into a page of ${UNWATCHED}, which is not watched.`)
}
