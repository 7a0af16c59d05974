import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Root } from '../../engine/feed/root.ts'
import { toAscii } from '../../engine/feed/signed.ts'
import { makeKey, signRoot } from './keys.ts'
import { makeSeed } from './seed.ts'
import { verifyFeed } from './verify.ts'

const FEED_HELP = `masthead feed key FILE
masthead feed root OUT --number N --root-key KEY… --feed-key KEY… [--threshold 2] [--days 730]
masthead feed sign ROOT KEY-FILE
masthead feed seed OUT --keys FOLDER
masthead feed verify FOLDER-OR-ADDRESS --root ROOT

key     makes an Ed25519 key, for a root or for heads, and prints its public half
root    writes who may sign from now on; to rotate or revoke a key, write the next number without it
sign    adds a key's signature to a root; it holds once enough keys of the root before it and of its own have signed
seed    makes keys, and the first root and feed that the extension is built with (src/extension/public/feed)
verify  checks a whole feed from a root that is believed: every later root, the head, every file, every record, and every
        diff: applied to what it leads from, as far as that is there, it has to give the files of the head

Examples:
  masthead feed seed src/extension/public/feed --keys ~/feed-keys
  masthead feed verify https://feed.example/ --root root-1.json

Exit status: 0 done or all is well, 1 the feed is not to be believed, 2 usage.
`

const DAY = 86_400_000

/** Runs the command; gives the exit status. */
export async function feedCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      number: { type: 'string' },
      'root-key': { type: 'string', multiple: true, default: [] },
      'feed-key': { type: 'string', multiple: true, default: [] },
      threshold: { type: 'string', default: '2' },
      days: { type: 'string', default: '730' },
      root: { type: 'string' },
      keys: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [action, first, second] = positionals
  if (action === 'key' && first !== undefined) {
    process.stdout.write(`${makeKey(first)}\n`)
    return 0
  }
  if (action === 'root' && first !== undefined) {
    const issued = Date.now()
    const root: Root = {
      format: 'masthead-root',
      version: Number(values.number ?? 1),
      issued,
      expires: issued + Number(values.days) * DAY,
      rootKeys: values['root-key'],
      threshold: Number(values.threshold),
      feedKeys: values['feed-key'],
    }
    writeFileSync(first, toAscii(root))
    process.stdout.write(`Root ${root.version} is written; ${root.threshold} keys have to sign it.\n`)
    return 0
  }
  if (action === 'sign' && first !== undefined && second !== undefined) {
    process.stdout.write(`${signRoot(first, second)} signatures stand beside ${first}.\n`)
    return 0
  }
  if (action === 'seed' && first !== undefined && values.keys !== undefined) {
    await makeSeed(first, values.keys)
    process.stdout.write(`The seed is in ${first}; keep ${values.keys} where nobody else reads it.\n`)
    return 0
  }
  if (action === 'verify' && first !== undefined && values.root !== undefined)
    return verify(first, values.root)
  process.stdout.write(FEED_HELP)
  return values.help === true ? 0 : 2
}

async function verify(where: string, rootFile: string): Promise<number> {
  const verified = await verifyFeed(where, rootFile)
  if (verified.ok) process.stdout.write(`${verified.value}\n`)
  else process.stderr.write(`${verified.error}\n`)
  return verified.ok ? 0 : 1
}
