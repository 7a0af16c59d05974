import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lookWhole } from '../../../src/cli/check/look.ts'
import { writeBundle } from '../../../src/cli/evidence/write.ts'
import { makeKey } from '../../../src/cli/feed/keys.ts'
import { MESSAGE_TEXTS } from '../../../src/engine/contact/texts.ts'
import { crafted } from '../evidence/setup/crafted.ts'
import { masthead } from '../setup/masthead.ts'

const PAGE = readFileSync(join(import.meta.dirname, '../../pages/defaced-2015-french/page.html'))
const folder = mkdtempSync(join(tmpdir(), 'masthead-contact-'))
const answers = new Map([
  ['/.well-known/security.txt', 'Contact: mailto:security@courier.example\nPreferred-Languages: fr\n'],
])
let server: Server
let site = ''
let bundle = ''
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const body = answers.get(url)
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/plain' }).end(body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const at = server.address()
  site = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/`
  makeKey(join(folder, 'key'))
  const seen = {
    url: site,
    finalUrl: site,
    at: Date.UTC(2026, 0, 7, 11, 30),
    status: 200,
    body: PAGE,
    request: null,
    response: null,
    ...lookWhole({ html: PAGE.toString('utf8'), url: site, status: 200 }, null, 0),
    usual: null,
    screenshot: null,
  }
  bundle = await writeBundle(seen, join(folder, 'key'), folder)
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const contact = (...args: string[]) => masthead('contact', ...args, '--allow-private')

it('says whom to tell', async () => {
  expect(await contact(site)).toEqual({ status: 0, out: 'mailto:security@courier.example\n', err: '' })
})

it('writes the message of a bundle in the language that is asked for', async () => {
  const { status, out } = await contact(bundle)
  expect(status).toBe(0)
  expect(out).toContain('127.0.0.1 semble avoir été modifié')
  expect(out).toMatch(/- .*piraté|- Quelqu’un/i)
  expect(out).toContain('2026-01-07T11:30:00.000Z')
  expect(out).toContain('mailto:security@courier.example?subject=')
  const german: unknown = JSON.parse((await contact(bundle, '--language', 'de', '--json')).out)
  expect(german).toMatchObject({ message: { language: 'de', subject: expect.stringContaining('verändert') } })
})

it('lets no address of a bundle turn a line around or steer the terminal', async () => {
  const odd = join(folder, 'odd.zip')
  const changed = await crafted(readFileSync(bundle), join(folder, 'key'), 'about.json', (text) =>
    text.replace('"url": "', '"url": "https://www.courier.example/\u202efdp\\u001b[2J#'),
  )
  writeFileSync(odd, changed)
  const { status, out } = await contact(odd)
  expect(status).toBe(0)
  expect(out).toContain('https://www.courier.example/ fdp [2J#')
})

it('asks for https:// before what is neither an address nor a file', async () => {
  const run = await contact('www.example.org')
  expect(run.status).toBe(3)
  expect(run.err).toBe(
    'www.example.org cannot be read: there is no such file; name a bundle of evidence, or write https:// before the address of a site.\n',
  )
  expect(JSON.parse((await contact('www.example.org', '--json')).out)).toEqual({
    site: 'www.example.org',
    contacts: [],
    error: run.err.trim(),
    message: null,
  })
})

it('says that nobody is named, and where else to look', async () => {
  answers.clear()
  expect(await contact(site)).toMatchObject({ status: 3, err: expect.stringContaining('answers 404') })
})

it('has the same places to be filled in every language', () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
  for (const { subject, body } of Object.values(MESSAGE_TEXTS)) {
    expect(places(subject)).toEqual(['{host}'])
    expect(places(body)).toEqual(['{reasons}', '{time}', '{url}'])
  }
})
