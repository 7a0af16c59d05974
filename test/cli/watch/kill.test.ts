import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { close } from './setup/listen.ts'
import { openReceiver } from './setup/receiver.ts'
import { ended, start, watchOnce, writeConfig } from './setup/run.ts'
import { openSite } from './setup/site.ts'

let folder = ''
let site: Awaited<ReturnType<typeof openSite>>
let receiver: Awaited<ReturnType<typeof openReceiver>>
let file = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-kill-'))
  site = await openSite()
  receiver = await openReceiver()
  file = writeConfig(folder, {
    properties: ['Home', 'Politics', 'Sport'].map((name) => ({ name, url: `${site.url}${name}` })),
    alerts: { desk: { type: 'webhook', url: receiver.url, secret: 'a secret of the test' } },
  })
})
afterEach(async () => {
  await close(site.server)
  await close(receiver.server)
  rmSync(folder, { recursive: true, force: true })
})

/** Starts a round and kills it at a moment that `arm` chooses. */
async function killed(arm: (kill: () => void) => void): Promise<void> {
  const child = start(file, '--once')
  const end = ended(child)
  arm(() => child.kill('SIGKILL'))
  await end
  expect(child.signalCode).toBe('SIGKILL')
}

const told = () =>
  receiver.received.map(({ body, headers }) => {
    const { event, incident } = JSON.parse(body)
    return { what: `${incident.property} ${event}`, id: String(headers['masthead-alert']) }
  })

/** What was told, what has the same id only once: a second alert of the same event would stand here twice. */
const news = () => [...new Map(told().map(({ id, what }) => [id, what])).values()].sort()

/** Kills a round at its request of that number. */
async function killedAt(request: number): Promise<void> {
  const before = site.requests.length
  await killed((kill) => {
    site.onRequest = (count) => {
      if (count - before === request) kill()
    }
  })
  site.onRequest = () => {}
}

it('loses and doubles no alert when it is killed at any request of a round', async () => {
  site.usual = 'defaced'
  // A page that is altered is looked at twice; once that is kept, once: each of the six looks is killed once.
  for (const request of [1, 2, 3, 3, 4, 4]) await killedAt(request)
  expect((await watchOnce(file)).status).toBe(1)
  const opened = ['Home opened', 'Politics opened', 'Sport opened']
  expect(news()).toEqual(opened)

  site.usual = 'healthy'
  for (const request of [2, 4]) await killedAt(request)
  expect((await watchOnce(file)).status).toBe(0)
  const restored = ['Home restored', 'Politics restored', 'Sport restored']
  expect(news()).toEqual([...opened, ...restored].sort())
})

it('sends again with the same id what nobody acknowledged before it was killed', async () => {
  site.usual = 'defaced'
  await killed((kill) => {
    receiver.beforeAnswer = kill
  })
  receiver.beforeAnswer = () => {}
  await watchOnce(file)
  expect(news()).toEqual(['Home opened', 'Politics opened', 'Sport opened'])
  expect(told().filter(({ what }) => what === 'Home opened')).toHaveLength(2)
})
