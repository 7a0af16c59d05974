import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keysInDns } from '../../../src/cli/owner/key-record.ts'
import { checkKey } from '../../../src/cli/watch/key-check.ts'
import { type NameServer, startNameServer } from '../owner/setup/name-server.ts'
import { openDatabase, type TestDatabase } from './setup/database.ts'
import { close, listen } from './setup/listen.ts'
import { HOME, handoverTo, makeOwnerKey, ownerStatement } from './setup/owner.ts'
import { watchOnce, writeConfig } from './setup/run.ts'

const NOW = Date.UTC(2026, 0, 1)
const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const RECORD = '_masthead.localhost'

const owner = makeOwnerKey()
const next = makeOwnerKey()
const other = makeOwnerKey()

let folder = ''
let database: TestDatabase
let names: NameServer
let server: Server
let url = ''
/** What the site serves as the owner's statement. */
let served = new Uint8Array()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-key-check-'))
  database = await openDatabase()
  names = await startNameServer()
  const site = await listen((request, response) => {
    if (request.url === '/.well-known/masthead.json') response.end(served)
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(HOME)
  })
  server = site.server
  url = `http://localhost:${site.port}/`
})
afterAll(async () => {
  names.close()
  await close(server)
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => names.records.clear())

const publish = (...keys: string[]) =>
  names.records.set(
    RECORD,
    keys.map((key) => `masthead-key=${key}`),
  )
const byNext = (sequence: number) =>
  ownerStatement({ url, sequence, by: next, handovers: [handoverTo(next, owner)] })

describe.each(['folder', 'database'] as const)('a watch with the store in a %s', (kind) => {
  const watch = (name: string, server = names.address) => {
    const more = kind === 'database' ? ['--worker'] : []
    const file = writeConfig(folder, {
      store: kind === 'database' ? database.cluster.url : `store-${name}`,
      'name-server': server,
      properties: [{ name: `${kind}-${name}`, url, 'owner-key': owner.name }],
    })
    return watchOnce(file, ...more)
  }
  const intact = (name: string) => `${kind}-${name}: intact\n`
  const forget = async () => {
    for (const table of ['statements', 'key_checks'] as const)
      await database.database.deleteFrom(table).execute()
  }
  beforeEach(forget)

  it('is told by the name service of another key than the one it knows, which stays in force', async () => {
    served = ownerStatement({ url, sequence: 1, by: owner })
    publish(other.name)
    const first = await watch('first')
    expect(first).toMatchObject({ status: 1, err: '' })
    expect(first.out).toBe(
      `${intact('first')}  The owner's key: The text record ${RECORD} names another key, ${other.name}, than the one ` +
        `that signs the statement, ${owner.name}; the key that was known stays in force until the owner publishes ` +
        `"masthead-key=${owner.name}" or signs with the other.\n`,
    )
    // What was answered holds for a while, without another question.
    const asked = names.asked
    expect(await watch('first')).toMatchObject({ status: 1, out: first.out })
    expect(names.asked).toBe(asked)
  })

  it('changes nothing where there is no record, none that can be read, or nobody who answers', async () => {
    served = ownerStatement({ url, sequence: 1, by: owner })
    expect(await watch('none')).toMatchObject({ status: 0, out: intact('none') })
    await forget()
    names.records.set(RECORD, ['masthead-key=nonsense'])
    expect(await watch('torn')).toMatchObject({ status: 0, out: intact('torn') })
    await forget()
    expect(await watch('nobody', '127.0.0.1:9')).toMatchObject({ status: 0, out: intact('nobody') })
  })

  it('asks when the key changes, and takes none by a handover that the name service speaks against', async () => {
    served = ownerStatement({ url, sequence: 1, by: owner })
    publish(owner.name)
    expect(await watch('change')).toMatchObject({ status: 0, out: intact('change') })

    served = byNext(2)
    const refused = await watch('change')
    expect(refused.status).toBe(1)
    expect(refused.out).toContain(
      `names another key, ${owner.name}, than the one that signs the statement, ${next.name};`,
    )
    // The old key was not replaced: its next statement is believed.
    served = ownerStatement({ url, sequence: 3, by: owner })
    expect(await watch('change')).toMatchObject({ status: 0, out: intact('change') })

    publish(next.name)
    served = byNext(4)
    // The key is another one again than the one asked about last.
    expect(await watch('change')).toMatchObject({ status: 0, out: intact('change') })
    served = ownerStatement({ url, sequence: 5, by: owner })
    expect((await watch('change')).out).toContain('is not signed by the key')
  })
})

describe('a key that is held against the name service', () => {
  const kept = { at: NOW, key: owner.name, domain: 'localhost', named: [owner.name], isAnswered: true }
  const ask = (check: typeof kept, now: number) =>
    checkKey('localhost', owner.name, {
      kept: check,
      keysOf: (domain) => keysInDns(domain, names.address),
      now,
    })

  it('is held against it again after three days, or where the clock was set back', async () => {
    publish(other.name)
    expect(await ask(kept, NOW + 3 * DAY - 1)).toEqual({ keyCheck: null, keyWhy: null })
    for (const now of [NOW + 3 * DAY, NOW - 1])
      expect(await ask(kept, now)).toMatchObject({
        keyCheck: { at: now, named: [other.name] },
        keyWhy: expect.stringContaining('names another key'),
      })
  })

  it('is in doubt no longer than an hour after the owner has put it right', async () => {
    publish(owner.name)
    const doubted = { ...kept, named: [other.name] }
    expect((await ask(doubted, NOW + 59 * MINUTE)).keyWhy).toContain('names another key')
    expect(await ask(doubted, NOW + 60 * MINUTE)).toMatchObject({
      keyCheck: { named: [owner.name] },
      keyWhy: null,
    })
  })

  it('is as well or ill as before where nobody answers, within the time allowed', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1')
    await once(silent, 'listening')
    const begin = performance.now()
    const { keyCheck, keyWhy } = await checkKey('localhost', owner.name, {
      kept: { ...kept, named: [other.name] },
      keysOf: (domain) => keysInDns(domain, `127.0.0.1:${silent.address().port}`, 700),
      now: NOW + 4 * DAY,
    })
    silent.close()
    expect(performance.now() - begin).toBeLessThan(1_500)
    expect(keyCheck).toMatchObject({ at: NOW + 4 * DAY, named: [other.name], isAnswered: false })
    expect(keyWhy).toContain('names another key')
  })

  it('is asked for at names only', async () => {
    const asked = names.asked
    const keysOf = (domain: string) => keysInDns(domain, names.address)
    expect(await checkKey('127.0.0.1', owner.name, { kept: null, keysOf, now: NOW })).toEqual({
      keyCheck: null,
      keyWhy: null,
    })
    expect(names.asked).toBe(asked)
  })
})
