import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { signedMessage, toAscii } from '../../engine/feed/signed.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { startCluster } from '../../postgres/cluster.ts'
import { openDatabase } from '../database/open.ts'
import { messageOf } from '../http/app.ts'
import type { FeedKey } from '../publish/feed-key.ts'
import { simulate } from './run.ts'
import { chartOf, figuresOf, printFigures } from './summary.ts'

const HELP = `npm run simulate -- [--sites 20000] [--readers 200000] [--liars 0.05] [--days 6] [--seed 1] [--out FOLDER]

Lets an invented world of defacements, readers and liars run against the collector on a PostgreSQL server of its own,
with a clock of its own. Prints what came of it; writes chart.svg and figures.txt to the folder.

Exit status: 0 every goal is reached, 1 some is not, 2 it could not run.
`

/** A key that signs for as long as the trial lasts. */
function trialKey(): FeedKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  return {
    signHead: (head) =>
      toAscii([{ key, signature: sign(null, signedMessage('feed', head), privateKey).toString('hex') }]),
  }
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      sites: { type: 'string', default: '20000' },
      readers: { type: 'string', default: '200000' },
      liars: { type: 'string', default: '0.05' },
      days: { type: 'string', default: '6' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: 'test-results/simulation' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) {
    process.stdout.write(HELP)
    return 0
  }
  const number = (name: 'sites' | 'readers' | 'liars' | 'days' | 'seed') => {
    const value = Number(values[name])
    if (!(value >= 0)) throw new Error(`--${name} takes a number from 0, not "${values[name]}".`)
    return value
  }
  const folder = mkdtempSync(join(tmpdir(), 'masthead-simulation-'))
  const cluster = await startCluster(['fsync=off', 'shared_buffers=256MB'])
  const database = await openDatabase({ dataDir: folder, databaseUrl: cluster.url, onError: () => {} })
  try {
    const result = await simulate({
      database,
      folder,
      key: trialKey(),
      crypto: feedCrypto(globalThis.crypto.subtle),
      start: Date.UTC(2026, 0, 7),
      sites: number('sites'),
      readers: number('readers'),
      liars: number('liars'),
      days: number('days'),
      seed: number('seed'),
      onDay: (day, text) => process.stderr.write(`day ${day}: ${text}\n`),
    })
    const figures = figuresOf(result)
    const table = `${printFigures(figures)}\n`
    mkdirSync(values.out, { recursive: true })
    writeFileSync(join(values.out, 'figures.txt'), table)
    writeFileSync(join(values.out, 'chart.svg'), chartOf(result))
    process.stdout.write(`${table}The chart is ${join(values.out, 'chart.svg')}.\n`)
    return figures.every(({ isReached }) => isReached !== false) ? 0 : 1
  } finally {
    await database.destroy()
    await cluster.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exitCode = 2
}
