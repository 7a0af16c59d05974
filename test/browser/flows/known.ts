import { expect } from 'vitest'
import { frontPage } from '../pages.ts'
import { until } from '../until.ts'
import { words } from './driver.ts'
import { type Flow, type FlowStage, lookedAt, recordsOf, says, warned, withBanner } from './stage.ts'

/** The newspaper as it always is, and as the reader says that it is. */
async function known(stage: FlowStage): Promise<void> {
  const view = await lookedAt(stage)
  const popup = await stage.driver.popup()
  await popup.press(words('popup_data'))
  await says(popup, 'known_standing_provisional')
  await popup.press(words('known_learn'))
  await says(popup, 'known_standing_trusted')
  await popup.close()
  await view.close()
}

const page = frontPage()
const [head = ''] = page.split('</head>')
const CLAIM = 'Hacked by the night heron crew - '
const signsOf = async ({ driver, home }: FlowStage) => JSON.stringify(await recordsOf(driver, 'visits', home))

/** A newspaper that the reader has been to before, altered in ways that no word of its own gives away. */
export const KNOWN: readonly Flow[] = [
  {
    name: 'known: its own head over hardly more than a line gets a banner that says what is gone, and so does one over nothing',
    host: 'www.letelegramme.fr',
    page,
    async run(stage) {
      await known(stage)
      stage.serve(
        `${head}</head><body class="page"><h1>The islands were ours</h1><p>All of them.</p></body></html>`,
      )
      const view = await withBanner(stage)
      expect(await stage.driver.banner(view)).toContain(words('reason_emptied'))
      await view.close()
      stage.serve(`${head}</head><body></body></html>`)
      const empty = await withBanner(stage)
      expect(await stage.driver.banner(empty)).toContain(words('reason_emptied'))
    },
  },
  {
    name: 'known: headlines that all begin with one claim are warned of, and one among many is news',
    host: 'www.midilibre.fr',
    page,
    async run(stage) {
      await known(stage)
      const claimed = (most: number) => {
        let left = most
        return page.replaceAll(/<h2><a[^>]*>/g, (start) => start + (left-- > 0 ? CLAIM : ''))
      }
      stage.serve(claimed(1))
      const view = await stage.driver.open(stage.home)
      await until(
        () => recordsOf(stage.driver, 'visits', stage.home),
        (all) => all.length === 2 && all.some(({ shown }) => shown === 'intact'),
      )
      await view.close()
      stage.serve(claimed(5))
      await warned(stage)
    },
  },
  {
    name: 'known: names as attackers sign are among the signs of a page that is not its own',
    host: 'www.nicematin.com',
    page,
    async run(stage) {
      await known(stage)
      stage.serve(
        '<html><body bgcolor="black" text="lime"><h1>N1GHTH3R0N</h1><p>friends: M4GP13, ST4RL1NG</p></body></html>',
      )
      await stage.driver.open(stage.home)
      await until(
        () => signsOf(stage),
        (signs) => signs.includes('foreign-hand'),
      )
    },
  },
]
