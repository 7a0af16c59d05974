import { expect } from 'vitest'
import { frontPage as ordinaryPage } from '../../engine/verdict/front-page.ts'
import { frontPage } from '../pages.ts'
import { until } from '../until.ts'
import { words } from './driver.ts'
import { type Flow, type FlowStage, learned, recordsOf, warned, withBanner } from './stage.ts'

const page = frontPage()
/** As much as a newspaper's front page has. */
const ordinary = ordinaryPage(5)
const CLAIM = 'Hacked by the night heron crew - '
const verdictsOn = async ({ driver, home }: FlowStage) =>
  JSON.stringify(await recordsOf(driver, 'visits', home))

/** A newspaper that the reader has been to before, altered in ways that no word of its own gives away. */
export const KNOWN: readonly Flow[] = [
  {
    name: 'known: its own head over hardly more than a line, or over nothing, gets a banner for that',
    host: 'www.letelegramme.fr',
    page: ordinary,
    async run(stage) {
      await (await learned(stage)).close()
      const [head = ''] = ordinary.split('</head>')
      for (const [body, reason] of [
        ['<h1>The islands were ours and shall be ours</h1><p>All of them.</p>', 'reason_one_line'],
        ['', 'reason_cleared'],
      ] as const) {
        stage.serve(`${head}</head><body class="home">${body}</body></html>`)
        const view = await withBanner(stage)
        expect(await verdictsOn(stage)).toContain(reason)
        // The reason that decided is said before any sign.
        const [, said = ''] = (await stage.driver.banner(view)).split(words('banner_headline'))
        expect(said.trim().slice(0, words(reason).length)).toBe(words(reason))
        await view.close()
      }
    },
  },
  {
    name: 'known: its own page that serves a stranger, or has a claim for a title, gets a banner for that',
    host: 'www.varmatin.com',
    page: ordinary,
    async run(stage) {
      await (await learned(stage)).close()
      const refresh = '<meta http-equiv="refresh" content="600;url=https://night.example/x">'
      for (const [html, reason, param] of [
        [ordinary.replace('</head>', `${refresh}</head>`), 'reason_sent_away', 'night.example'],
        [
          ordinary.replaceAll('href="/', 'href="https://night.example/'),
          'reason_links_turned',
          'night.example',
        ],
        [
          ordinary.replaceAll(/src="[^"]+"/g, 'src="https://night.example/x.jpg"'),
          'reason_one_picture',
          'night.example',
        ],
        [
          ordinary.replace(/<title>[^<]*/, '<title>Hacked by Night Heron'),
          'reason_claimed_title',
          'Hacked by Night Heron',
        ],
      ] as const) {
        stage.serve(html)
        const view = await withBanner(stage)
        const [, said = ''] = (await stage.driver.banner(view)).split(words('banner_headline'))
        expect(said).toContain(words(reason).split('$')[0])
        expect(said).toContain(param)
        await view.close()
      }
    },
  },
  {
    name: 'known: headlines that all begin with one claim are warned of, and one among many is news',
    host: 'www.midilibre.fr',
    page,
    async run(stage) {
      await (await learned(stage)).close()
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
      await (await learned(stage)).close()
      stage.serve(
        '<html><body bgcolor="black" text="lime"><h1>N1GHTH3R0N</h1><p>friends: M4GP13, ST4RL1NG</p></body></html>',
      )
      await stage.driver.open(stage.home)
      await until(
        () => verdictsOn(stage),
        (verdicts) => verdicts.includes('foreign-hand'),
      )
    },
  },
]
