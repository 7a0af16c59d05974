import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { EXIT } from '../check/result.ts'
import { type Property, readConfig, type WatchConfig } from './config.ts'
import { LocalTurns } from './hosts/local-turns.ts'
import { LevelStore } from './level-store.ts'
import type { Seen } from './look-at-property.ts'
import { deliver } from './outbox.ts'
import { deliveryText, seenLine, seenText } from './print.ts'
import { lookRound } from './round.ts'

const WATCH_HELP = `masthead watch CONFIG [--once] [--json] [--worker]

Looks at your pages again and again, learns what they look like as the extension does, and alerts you once when one is
altered and once when it is restored. What is new has to be there at a second look, too.

  --once    look at every page once, send what waits to be sent, and end: for cron and CI
  --json    print a line of JSON a look
  --worker  share the pages with other workers, on this and other machines: see below

CONFIG is a file of JSON:

  {
    "store": "masthead-watch",       // folder of what is remembered, beside this file; or a database, see below
    "every-minutes": 15,
    "confirm-after-seconds": 30,     // until the second look
    "delay-seconds": 2,              // between two requests to one host
    "timeout-seconds": 30,
    "allow-private": false,          // true: also pages in private networks
    "name-server": "192.0.2.53",     // who is asked for the keys of owners, where that is not the machine's own
    "evidence": { "folder": "incidents", "key": "masthead.key" },   // keep a signed bundle of each incident; see below
    "patterns": ["own-patterns.json"],   // wordings of your own, beside those that ship with Masthead
    "properties": [
      { "name": "Home", "url": "https://www.example.org/", "every-minutes": 5, "owner-key": "3b6a…" },
      { "name": "Politics", "url": "https://www.example.org/politics", "alerts": ["desk"] }
    ],
    "alerts": {
      "desk": { "type": "webhook", "url": "https://hooks.example.org/x", "secret": "env:WEBHOOK_SECRET" },
      "chat": { "type": "slack", "url": "env:SLACK_URL" },
      "mail": { "type": "email", "smtp": "env:SMTP_URL", "from": "masthead@example.org", "to": ["desk@example.org"] },
      "siem": { "type": "syslog", "host": "log.example.org", "port": 514, "protocol": "tcp", "format": "cef" }
    }
  }

"masthead keygen masthead.key" makes the key of the evidence; "masthead report" makes a page of a bundle. With
"render": true in "evidence" an installed browser shows the page once when its incident opens ("npm run build" first), and the
bundle gets the picture. It changes no verdict, and keeps the alert waiting for two minutes at most; where it fails, the bundle is
written without. A file of "patterns" is a pack as src/engine/patterns/schema.ts describes it, the same that policies give to
browsers. While a site is well, its security.txt is read once a week, so that an alert can say whom to tell.

With an "owner-key" the site's /.well-known/masthead.json, signed by "masthead sign", decides what its pages look like; one
that is forged, or older than what was seen, changes nothing and is said to be so. The name service is asked for the text
record _masthead.DOMAIN at the first visit, when the key changes, and every three days: where it names another key than the
statement is signed by, that is a finding, though no alert of an altered page. The key that was known stays in force, and one
that it handed over to is not taken. Without a record, or an answer, nothing changes.

"env:NAME" takes a text from the environment. A page alerts all targets unless it names some. A target that is down
gets everything later, in order: up to 1,000 alerts, none of which is given up before a week and 100 tries. An alert that was
sent and not yet crossed off when the program was killed is sent again with the same id. A webhook carries the header
masthead-signature: t=SECONDS,v1=HEX, the HMAC-SHA256 with the secret over SECONDS, a full stop and the body. A user and
password in "smtp" are sent by TLS alone, unless the target has "allow-plain-password": true.

One machine needs nothing but the folder. Where "store" is the address of a PostgreSQL database, such as
"postgres://watch@db.example.org/masthead" or "env:DATABASE_URL", any number of "masthead watch CONFIG --worker" with the
same file share its pages: no look is made twice, no two of them fetch from one host at once, be it one that pages only lead
to, and what a worker had that was killed is taken over after some seconds. The database keeps all of it, in the schemas masthead_watch and masthead_queue; while
it is down the workers wait. With --once they share one round, begin it unless one goes on, and all end when it is over, with
the status of the whole. SIGTERM lets a worker finish or give back what it has in hand. Bundles of evidence are written by the
worker that found the incident.

Examples:
  masthead watch pages.json
  masthead watch pages.json --once --json
  masthead watch pages.json --worker

Exit status: 0 healthy, 1 findings, 2 usage, 3 something could not be checked (an outage, a timeout, a blank page, another
watch at work with the same store) and nothing else was found.
`

/** Without a look that is due, waiting alerts are tried and the clock is read this often. */
const LONGEST_SLEEP = 20_000

/** Runs the command; gives the exit status. */
export async function watchCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      once: { type: 'boolean' },
      json: { type: 'boolean' },
      worker: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [file] = positionals
  if (values.help === true || file === undefined || positionals.length > 1) {
    const stream = values.help === true ? process.stdout : process.stderr
    stream.write(WATCH_HELP)
    return values.help === true ? EXIT.healthy : EXIT.usage
  }
  const config = readConfig(file)
  const isOnce = values.once === true
  const print = values.json === true ? seenLine : seenText
  if (config.store.kind === 'postgres') {
    if (values.worker !== true)
      throw new Error(`The store of ${file} is a database that several machines share; add --worker.`)
    return (await import('./worker/run.ts')).runWorker(config, config.store.url, isOnce, print)
  }
  if (values.worker === true)
    throw new Error(
      `Workers share a database, and the store of ${file} is a folder; set "store" to the address of a PostgreSQL database.`,
    )
  return watchAlone(config, config.store.folder, isOnce, print)
}

async function watchAlone(
  config: WatchConfig,
  folder: string,
  isOnce: boolean,
  print: (seen: Seen) => string,
): Promise<number> {
  try {
    const store = await LevelStore.open(folder)
    try {
      return await watch(config, store, isOnce, print)
    } finally {
      await store.close()
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return EXIT.unchecked
  }
}

async function watch(
  config: WatchConfig,
  store: LevelStore,
  isOnce: boolean,
  print: (seen: Seen) => string,
): Promise<number> {
  // No page waits for an alert, nor an alert for the next page; what fails is thrown at the end of the round.
  let delivered: Promise<unknown> = Promise.resolve()
  const sendWaiting = () => {
    delivered = delivered.then(() =>
      deliver(store, config.targets, Date.now, (delivery) => {
        process.stderr.write(deliveryText(delivery))
      }),
    )
    return delivered
  }
  sendWaiting().catch(() => {})
  const found: number[] = []
  const place = { config, store, turns: new LocalTurns(config.delay), led: new Map<string, string[]>() }
  const look = (properties: readonly Property[]) =>
    lookRound(place, properties, (seen) => {
      process.stdout.write(print(seen))
      found.push(statusOf(seen))
      if (seen.alert !== null) sendWaiting().catch(() => {})
    })
  if (isOnce) {
    await look(config.properties)
    await sendWaiting()
    if (found.includes(EXIT.findings)) return EXIT.findings
    return found.includes(EXIT.unchecked) ? EXIT.unchecked : EXIT.healthy
  }
  for (;;) {
    const { due, next } = await dueOf(config.properties, store)
    await look(due)
    await sendWaiting()
    found.length = 0
    if (due.length === 0) await sleep(Math.min(next - Date.now(), LONGEST_SLEEP))
  }
}

function statusOf({ look, open, keyWhy }: Seen): number {
  if (open !== null || keyWhy !== null) return EXIT.findings
  return look.state === 'unchecked' ? EXIT.unchecked : EXIT.healthy
}

/** The properties whose look is due, and when the next one of the others is. */
async function dueOf(properties: readonly Property[], store: LevelStore) {
  const due: Property[] = []
  let next = Number.POSITIVE_INFINITY
  for (const property of properties) {
    const record = await store.property(property.name)
    const at = (record?.lookedAt ?? 0) + property.every
    if (at <= Date.now() || (record?.lookedAt ?? 0) > Date.now()) due.push(property)
    else next = Math.min(next, at)
  }
  return { due, next }
}
