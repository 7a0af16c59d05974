import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { close, listen } from './setup/listen.ts'
import { HOME, handoverTo, makeOwnerKey, ownerStatement } from './setup/owner.ts'
import { watchOnce, writeConfig } from './setup/run.ts'

const DAY = 86_400_000

let folder = ''
let server: Server
let url = ''
let file = ''
const owner = makeOwnerKey()
/** What the site serves as the owner's statement. */
let served = new Uint8Array()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-owner-'))
  const site = await listen((request, response) => {
    if (request.url === '/.well-known/masthead.json') response.end(served)
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(HOME)
  })
  server = site.server
  url = site.url
  file = writeConfig(folder, { properties: [{ name: 'Home', url, 'owner-key': owner.name }] })
})
afterAll(async () => {
  await close(server)
  rmSync(folder, { recursive: true, force: true })
})

const statement = (sequence: number, more: Partial<Parameters<typeof ownerStatement>[0]> = {}) =>
  ownerStatement({ url, sequence, by: owner, ...more })

it("believes the owner's statement on the first visit, keeps it, and takes neither a forged nor an older one", async () => {
  served = statement(2, { by: { ...owner, secret: makeOwnerKey().secret } })
  const forged = await watchOnce(file)
  expect(forged.out).toMatch(/^Home: unfamiliar\n {2}The owner's statement: .+ is not signed by the key/)
  expect(forged.status).toBe(0)

  const genuine = statement(2)
  served = genuine
  expect(await watchOnce(file)).toMatchObject({ status: 0, out: 'Home: intact\n' })

  served = statement(1)
  const old = await watchOnce(file)
  expect(old.out).toMatch(
    /^Home: intact\n {2}The owner's statement: .+ an old one may have been put back\.\n$/,
  )

  served = statement(3)
  expect((await watchOnce(file)).out).toBe('Home: intact\n')
  served = genuine
  expect((await watchOnce(file)).out).toContain('an old one may have been put back')
})

it('says that a statement has expired', async () => {
  served = statement(9, { expires: -DAY })
  expect((await watchOnce(file)).out).toContain(
    "The owner's statement: The statement has expired; sign it anew.",
  )
})

it('goes on with the key that the known one hands over to, and never back', async () => {
  const next = makeOwnerKey()
  const handovers = [handoverTo(next, owner)]
  served = statement(10, { by: next, handovers })
  expect((await watchOnce(file)).out).toBe('Home: intact\n')
  served = statement(11, { by: next, handovers })
  expect((await watchOnce(file)).out).toBe('Home: intact\n')
  served = statement(12)
  expect((await watchOnce(file)).out).toContain('is not signed by the key')
})
