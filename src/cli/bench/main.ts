import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ChromiumBrowser } from '../browser/chromium.ts'
import { ensureBrowser } from '../browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../browser/site-server.ts'
import { type Heard, hearLook } from './answers.ts'
import { FLOOR_SCRIPT, withFloor } from './floor.ts'
import { costOf, SCRIPT, worlds } from './measure.ts'
import { quantile } from './quantile.ts'
import { type Sample, samples } from './samples.ts'
import { benchSignature } from './signature.ts'

const BUILD = join(import.meta.dirname, '../../../dist/chrome')
const PAGES = 20
const COLD_VISITS = 3
/** Times every page is judged before the clock counts, and while it does. */
const WARM_ROUNDS = 2
const MEASURED_ROUNDS = 3
const WATCHED = 'www.lemonde.fr'
const WALKED = 'www.example.org'
const UNWATCHED = 'www.example.net'

const pages = samples(PAGES)
const extension = withFloor(BUILD, WALKED)
const server = await startSiteServer((url) => {
  const page = pages[Number(/^\/(\d+)/.exec(url.pathname)?.[1] ?? Number.NaN)]
  return page === undefined ? null : { body: page.html }
})
try {
  await bench(server, pages)
  benchSignature(pages.filter((_, index) => index % 2 === 0))
} finally {
  await server.close()
  rmSync(extension, { recursive: true, force: true })
}

async function bench(server: SiteServer, pages: readonly Sample[]): Promise<void> {
  const ratios: number[] = []
  console.log('page                                   KB  look ms  (layout)  walk ms  ratio')
  for (const [index, { url, html }] of pages.entries()) {
    const { look, floor, ratio } = await onePage(server, index)
    ratios.push(ratio)
    const name = url.replace(/^https?:\/\//, '').slice(0, 34)
    const size = (html.length / 1_024).toFixed(0)
    console.log(
      `${name.padEnd(34)} ${size.padStart(6)} ${cell(look.whole)} ${cell(look.layout)}  ${cell(floor.whole)} ${cell(ratio)}`,
    )
  }
  await report(server, ratios, await warmAnswers(server, pages.length))
}

/** The middle one of some visits: a machine that is busy elsewhere for a moment has no say. */
async function onePage(server: SiteServer, index: number) {
  const visits = []
  for (let visit = 0; visit < COLD_VISITS; visit++) {
    const { look, floor } = await coldVisit(server, index)
    visits.push({ look, floor, ratio: (look.whole - look.layout) / floor.whole })
  }
  const middle = visits.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(COLD_VISITS / 2)]
  if (middle === undefined) throw new Error(`Page ${index} was never visited: raise COLD_VISITS.`)
  return middle
}

/** Each page meets a browser that has never run, as a page does that is read once. */
async function coldVisit(server: SiteServer, index: number) {
  const browser = await launch(server)
  try {
    const floor = await costOf(browser, `https://${WALKED}/${index}`, FLOOR_SCRIPT)
    const look = await costOf(browser, `https://${WATCHED}/${index}`, SCRIPT)
    return { look, floor }
  } finally {
    await browser.close()
  }
}

/** Answers of a worker that is awake and has judged every one of the pages before. */
async function warmAnswers(server: SiteServer, count: number): Promise<Heard[]> {
  const browser = await launch(server)
  try {
    const all: Heard[] = []
    for (let round = 0; round < WARM_ROUNDS + MEASURED_ROUNDS; round++) {
      for (let index = 0; index < count; index++) {
        const heard = await hearLook(browser, `https://${WATCHED}/${index}`)
        if (round >= WARM_ROUNDS) all.push(heard)
      }
    }
    return all
  } finally {
    await browser.close()
  }
}

async function launch(server: SiteServer): Promise<ChromiumBrowser> {
  const executable = ensureBrowser('chromium', console.log)
  const browser = await ChromiumBrowser.launch({ executable, extension, server })
  await browser.watch(['lemonde.fr'])
  return browser
}

async function report(server: SiteServer, ratios: number[], heard: Heard[]): Promise<void> {
  const browser = await launch(server)
  const page = await browser.context.newPage()
  await page.goto(`https://${UNWATCHED}/0`)
  const { ids } = await worlds(page, browser)
  const visits = await browser.visits()
  await browser.close()
  const bytes = statSync(join(BUILD, SCRIPT)).size
  line('look without layout against bare walk, median', quantile(ratios, 0.5), '×', 3)
  line('content script', bytes / 1_024, 'KB', 12)
  const { messages, looks } = total(heard)
  line('messages a look', messages / looks, '', 1, 'exactly')
  const times = heard.flatMap((one) => one.times)
  const verdicts = times.map(({ answered, carried }) => answered - carried)
  line('verdict with a warm worker, 95th percentile', quantile(verdicts, 0.95), 'ms', 25)
  const answers = times.map(({ answered }) => answered)
  console.log(
    `  with the message carried there and back: median ${cell(quantile(answers, 0.5))} ms, 95th percentile ${cell(quantile(answers, 0.95))} ms`,
  )
  line('scripts in an unwatched page', ids.length, '', 0)
  line('looks at an unwatched page', visits.length, '', 0)
}

function total(heard: readonly Heard[]) {
  const sum = (count: (one: Heard) => number) => heard.reduce((all, one) => all + count(one), 0)
  return { messages: sum(({ messages }) => messages), looks: sum(({ looks }) => looks) }
}

function line(
  name: string,
  value: number,
  unit: string,
  goal: number,
  how: 'at most' | 'exactly' = 'at most',
): void {
  const isMet = how === 'exactly' ? value === goal : value <= goal
  if (!isMet) process.exitCode = 1
  console.log(`${name.padEnd(46)} ${value.toFixed(2)} ${unit} (${how} ${goal}) ${isMet ? 'met' : 'MISSED'}`)
}

function cell(value: number): string {
  return value.toFixed(2).padStart(8)
}
