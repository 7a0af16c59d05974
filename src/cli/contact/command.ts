import { parseArgs } from 'node:util'
import { languageFor, messageOf, withMessage } from '../../engine/contact/message.ts'
import { MESSAGE_TEXTS } from '../../engine/contact/texts.ts'
import { openBundle } from '../../engine/evidence/bundle.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { limitsOf } from '../fetch/limits.ts'
import { tryReading } from '../files.ts'
import { contentsOf, type ReportContents } from '../report/contents.ts'
import { plain, reasonText } from '../texts.ts'
import { fetchContacts } from './fetch-contacts.ts'

const CONTACT_HELP = `masthead contact SITE|BUNDLE [--language CODE] [--json] [--allow-private]

Says whom a site wants to be told of a security problem, by its own security.txt (RFC 9116). Of a bundle of evidence it
also writes the message: what was seen, when and why, in a language that the owner reads. It sends nothing.

  --language CODE  ${Object.keys(MESSAGE_TEXTS).join(', ')} (default: what the security.txt asks for, then the page's own)
  --json           print one line of JSON
  --allow-private  fetch from private addresses too

Fetch it before anything happens, as "masthead watch" does: on the day, whoever altered the site may have altered that too.

Examples:
  masthead contact https://www.example.org/
  masthead contact incidents/www.example.org-20270104T060000Z-1a2b3c4d.zip --language fr

Exit status: 0 done, 1 the bundle is not to be believed, 2 usage, 3 the bundle cannot be read, or nobody could be
found.
`

/** Reasons that a message gives. */
const MOST_REASONS = 6

/** Runs the command; gives the exit status. */
export async function contactCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      language: { type: 'string' },
      json: { type: 'boolean' },
      'allow-private': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [where] = positionals
  if (values.help === true || where === undefined || positionals.length > 1) {
    const stream = values.help === true ? process.stdout : process.stderr
    stream.write(CONTACT_HELP)
    return values.help === true ? 0 : 2
  }
  const { language } = values
  if (language !== undefined && !Object.hasOwn(MESSAGE_TEXTS, language))
    throw new Error(`--language takes one of ${Object.keys(MESSAGE_TEXTS).join(', ')}, not "${language}".`)
  const isSite = /^https?:/i.test(where) && URL.canParse(where)
  const fail = (error: string, status: number): number => {
    if (values.json === true)
      process.stdout.write(`${JSON.stringify({ site: where, contacts: [], error, message: null })}\n`)
    else process.stderr.write(`${error}\n`)
    return status
  }
  const read = isSite
    ? null
    : tryReading(where, 'name a bundle of evidence, or write https:// before the address of a site')
  if (read?.ok === false) return fail(read.error, 3)
  const bundle = read === null ? null : await openBundle(feedCrypto(globalThis.crypto.subtle), read.value)
  if (bundle?.ok === false) return fail(bundle.error, 1)
  const told = bundle === null ? null : contentsOf(bundle.value)
  if (told?.ok === false) return fail(told.error, 1)
  const contents = told === null ? null : told.value
  const site = contents?.about.finalUrl ?? where
  const found = await fetchContacts(site, limitsOf(values['allow-private'] === true))
  const contacts = 'error' in found ? [] : found.contacts
  const asked = 'error' in found ? [] : found.languages
  const page = contents?.portraits.usual?.language ?? contents?.portraits.now.language ?? ''
  const chosen = language ?? languageFor(Object.keys(MESSAGE_TEXTS), asked, page)
  const texts = MESSAGE_TEXTS[chosen]
  const message =
    contents === null || texts === undefined
      ? null
      : messageOf(chosen, texts, {
          host: new URL(site).hostname,
          url: contents.about.url,
          at: contents.about.at,
          reasons: reasonsOf(contents.verdict, chosen),
        })
  if (values.json === true) {
    const why = 'error' in found ? found.error : null
    process.stdout.write(`${JSON.stringify({ site, contacts, error: why, message })}\n`)
    return contacts.length > 0 ? 0 : 3
  }
  if ('error' in found) process.stderr.write(`${found.error}\n`)
  else if (found.expires !== null && found.expires < Date.now())
    process.stderr.write(
      `The security.txt expired at ${new Date(found.expires).toISOString()}; it may be out of date.\n`,
    )
  for (const contact of contacts) process.stdout.write(`${plain(contact)}\n`)
  if (message !== null) {
    const [first] = contacts.filter((contact) => /^mailto:/i.test(contact))
    process.stdout.write(`\n${message.subject}\n\n${message.body}`)
    if (first !== undefined) process.stdout.write(`\n${withMessage(first, message)}\n`)
  }
  return contacts.length > 0 ? 0 : 3
}

function reasonsOf({ reasons, evidence }: ReportContents['verdict'], language: string): string[] {
  const against = evidence.filter(({ points }) => points > 0).map(({ reason }) => reason)
  return [...new Set([...reasons, ...against].map((reason) => reasonText(reason, language)))].slice(
    0,
    MOST_REASONS,
  )
}
