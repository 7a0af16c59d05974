import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeKey } from '../../src/cli/feed/keys.ts'
import { masthead } from '../cli/setup/masthead.ts'
import { frontPage } from './pages.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47]
/** A page that is calm until its script has asked its server what to say. */
const SCRIPTED = frontPage({
  head: `<script>
    fetch('/says.json').then((answer) => answer.json()).then(({ title, body, style }) => {
      document.title = title
      document.body.innerHTML = body
      document.body.style = style
    })
  </script>`,
})

const SAYS = {
  title: 'Hacked By AnonGhost Team',
  body: '<center><h1>Hacked By AnonGhost Team</h1><p>Dear admin, your security is low</p></center>',
  style: 'background: black; color: red',
}

const folder = mkdtempSync(join(tmpdir(), 'masthead-render-'))
let server: Server
let address = ''
beforeAll(async () => {
  makeKey(join(folder, 'key'))
  server = createServer(({ url }, response) => {
    if (url === '/moved') response.writeHead(302, { location: '/' }).end()
    else if (url === '/says.json') response.end(JSON.stringify(SAYS))
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(SCRIPTED)
  })
  await once(server.listen(0, 'localhost'), 'listening')
  const at = server.address()
  address = `http://localhost:${typeof at === 'object' && at !== null ? at.port : 0}/`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const page = (name: string) => join(import.meta.dirname, '../pages', name, 'page.html')
const ALARM = expect.stringMatching(/^(?:suspect|defaced)$/)

it('a page that only its script alters is well as long as nobody runs that', async () => {
  expect((await masthead('check', address, '--allow-private')).status).toBe(0)
})

describe.each(['chromium', 'firefox'])('masthead check --render in %s', (browser) => {
  it('sees pages as their scripts make them, follows where they moved, and keeps pictures and evidence', async () => {
    const pictures = join(folder, `pictures-${browser}`)
    const kept = join(folder, `evidence-${browser}`)
    const targets = [`${address}moved`, page('newsroom-home-day-1'), page('defaced-by-script')]
    const { out, status } = await masthead(
      ...['check', '--render', '--browser', browser, ...targets, '--json'],
      ...['--allow-private', '--url', 'https://www.leparisien.fr/'],
      ...['--screenshots', pictures, '--evidence', kept, '--key', join(folder, 'key')],
    )
    const results: { verdict: string }[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(results.map(({ verdict }) => verdict)).toEqual([ALARM, 'unfamiliar', ALARM])
    expect(out).toMatch(/hacked by/i)
    expect(status).toBe(1)
    const names = readdirSync(pictures)
    expect(names).toHaveLength(3)
    for (const name of names) expect([...readFileSync(join(pictures, name))].slice(0, 4)).toEqual(PNG)
    const bundles = readdirSync(kept)
    expect(bundles).toHaveLength(2)
    const [local = ''] = bundles.filter((name) => name.startsWith('localhost'))
    const files = unzipSync(readFileSync(join(kept, local)))
    expect(Buffer.from(files['rendered.html'] ?? []).toString()).toContain('Hacked By AnonGhost Team')
    expect(Buffer.from(files['page.html'] ?? []).toString()).not.toContain('AnonGhost')
    expect([...(files['screenshot.png'] ?? [])].slice(0, 4)).toEqual(PNG)
  })
})

it.each(['chromium', 'firefox'])('lets no page call a private network by WebRTC in %s', async (browser) => {
  const listener = createSocket('udp4')
  let calls = 0
  listener.on('message', () => calls++)
  await once(listener.bind(0, '127.0.0.1'), 'listening')
  const { port } = listener.address()
  const file = join(folder, 'calls.html')
  const servers = [
    { urls: `stun:127.0.0.1:${port}` },
    { urls: `turn:127.0.0.1:${port}?transport=udp`, username: 'a', credential: 'b' },
  ]
  writeFileSync(
    file,
    frontPage({
      head: `<script>
        const line = new RTCPeerConnection(${JSON.stringify({ iceServers: servers })})
        line.createDataChannel('a')
        line.createOffer().then((offer) => line.setLocalDescription(offer))
      </script>`,
    }),
  )
  const { status } = await masthead('check', '--render', '--browser', browser, file)
  listener.close()
  expect({ status, calls }).toEqual({ status: 0, calls: 0 })
})

it.each(['chromium', 'firefox'])('ends also where the scripts of a page never do in %s', async (browser) => {
  const file = join(folder, 'busy.html')
  writeFileSync(
    file,
    frontPage({
      head: `<script>
        addEventListener('DOMContentLoaded', () => setTimeout(() => { for (;;); }, 200))
      </script>`,
    }),
  )
  const { out, status } = await masthead('check', '--render', '--browser', browser, file, '--json')
  expect(JSON.parse(out)).toMatchObject({ target: file })
  // It may have been looked at before it began.
  expect([0, 3]).toContain(status)
})

it('reaches no private network unless that is allowed', async () => {
  const refused = await masthead('check', '--render', address)
  expect(refused).toMatchObject({ status: 3, out: expect.stringContaining('could not be checked') })
})
