import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { signedMessage } from '../../../src/engine/feed/signed.ts'
import { type Handover, handoverBytes } from '../../../src/engine/owner/handover.ts'
import { statementBytes, statementFile } from '../../../src/engine/owner/statement.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { approve } from '../../../src/engine/signature/approve.ts'
import { coreSignature } from '../../../src/engine/signature/core-signature.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { close, listen } from './setup/listen.ts'
import { watchOnce, writeConfig } from './setup/run.ts'

const DAY = 86_400_000
const HOME = readFileSync(join(import.meta.dirname, '../../pages/newsroom-home-day-1/page.html'), 'utf8')

let folder = ''
let server: Server
let url = ''
let file = ''
let secret: KeyObject
let key = ''
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
  const pair = generateKeyPairSync('ed25519')
  secret = pair.privateKey
  key = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  file = writeConfig(folder, { properties: [{ name: 'Home', url, 'owner-key': key }] })
})
afterAll(async () => {
  await close(server)
  rmSync(folder, { recursive: true, force: true })
})

interface Signer {
  by?: KeyObject
  name?: string
  handovers?: Handover[]
}

function statement(
  sequence: number,
  { by = secret, name = key, handovers = [] }: Signer = {},
): Uint8Array<ArrayBuffer> {
  const now = Date.now()
  const { site } = checkPage({
    observation: observeHtml(HOME, { url, status: 200, at: now }),
    site: null,
    patterns: shippedPatterns(),
    weights: shippedWeights,
    now,
  })
  const known = site === null ? null : approve(site, site.latest)
  const bytes = statementBytes({
    domain: '127.0.0.1',
    sequence,
    issued: now,
    expires: now + DAY,
    signatures: known === null ? [] : [coreSignature(known, now)],
    changes: [],
  })
  const signature = sign(null, signedMessage('owner', bytes), by).toString('hex')
  return statementFile(bytes, [{ key: name, signature }], handovers)
}

it("believes the owner's statement on the first visit, keeps it, and takes neither a forged nor an older one", async () => {
  served = statement(2, { by: generateKeyPairSync('ed25519').privateKey })
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

it('goes on with the key that the known one hands over to, and never back', async () => {
  const pair = generateKeyPairSync('ed25519')
  const name = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  const signature = sign(null, signedMessage('handover', handoverBytes(name)), secret).toString('hex')
  const handovers = [{ from: key, to: name, signature }]
  served = statement(10, { by: pair.privateKey, name, handovers })
  expect((await watchOnce(file)).out).toBe('Home: intact\n')
  served = statement(11, { by: pair.privateKey, name, handovers })
  expect((await watchOnce(file)).out).toBe('Home: intact\n')
  served = statement(12)
  expect((await watchOnce(file)).out).toContain('is not signed by the key')
})
