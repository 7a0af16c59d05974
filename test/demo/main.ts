/**
 * `npm start`: a walk through an invented newsroom with the extension, printed and in pictures.
 * `-- --headless` opens no window, `-- --firefox` reads in Firefox.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { startSiteServer } from '../../src/cli/browser/site-server.ts'
import { readPages } from '../pages/read-pages.ts'
import { NewsroomSite } from './newsroom-site.ts'
import { openReader } from './open-reader.ts'
import { formatVisit, HEAD, isRight } from './table.ts'
import { TOUR } from './tour.ts'
import { makeStop, type Visited } from './walk-through.ts'

const FOLDER = join(import.meta.dirname, '../../test-results/demo')
const say = (line: string) => console.log(line)

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
const headless = !hasDisplay || process.argv.includes('--headless')
const firefox = process.argv.includes('--firefox')

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const site = new NewsroomSite()
const server = await startSiteServer(site.answer)
const reader = await openReader(server, { headless, firefox }, say)
try {
  await Promise.race([walk(), endsEarly()])
  if (!headless) {
    say('The window stays open; close it to end.')
    await reader.closed()
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await reader.close().catch(() => undefined)
  await server.close()
}

async function walk(): Promise<void> {
  say(`\nReading an invented newspaper in ${reader.name}${headless ? ', without a window' : ''}.`)
  say('Every page comes from this machine, under a real address; nothing is fetched from the network.\n')
  say(HEAD)
  const pages = readPages()
  const visited: Visited[] = []
  for (const [index, stop] of TOUR.entries()) {
    const one = await makeStop({ reader, site, pages, folder: FOLDER }, stop, index + 1)
    visited.push(one)
    say(formatVisit(one, index + 1))
  }
  const wrong = visited.filter((one) => !isRight(one)).length
  say(
    `\n${visited.length} visits, ${visited.length - wrong} judged as they should be${wrong > 0 ? `, ${wrong} not (✗)` : ''}.`,
  )
  say(`Pictures of pages, warnings, banners and popups: ${relative(process.cwd(), FOLDER)}/`)
}

async function endsEarly(): Promise<never> {
  await reader.closed()
  throw new Error('The window was closed before the walk had ended.')
}
