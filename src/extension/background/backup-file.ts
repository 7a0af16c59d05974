import * as v from 'valibot'
import { LAST_TIME } from '../../engine/last-time.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { parseFile } from '../../engine/signature/transfer/file.ts'
import {
  type RefusedFile,
  refuseFile,
  refusePart,
  refuseVersion,
} from '../../engine/signature/transfer/refused-file.ts'
import { EVIDENCE_GROUPS, VERDICT_KINDS } from '../../engine/verdict/verdict.ts'
import type { SettingsChange } from '../messages.ts'
import type { ChoiceRecord, DecisionRecord, IncidentRecord, PropertyRecord } from './database/schema.ts'
import { INTERVALS, KEPT_CHECKS, MOST_PROPERTIES } from './properties/property.ts'
import { settingsSchema } from './settings.ts'
import { choiceNameSchema } from './watch/choice-name.ts'

const FORMAT = 'masthead-backup'
/** Raised whenever such files change their meaning. */
const VERSION = 1

/** Everything a reader may want to take along. Visits are not in it: they are only good for the tabs that are open. */
export interface Backup {
  settings: SettingsChange
  choices: ChoiceRecord[]
  decisions: DecisionRecord[]
  incidents: IncidentRecord[]
  properties: SavedProperty[]
  sites: SiteSignature[]
}

/** What is taken along of a page that somebody answers for; the rest its next check brings. */
export type SavedProperty = Pick<PropertyRecord, 'url' | 'addedAt' | 'every' | 'checks' | 'contacts'>

/** No later than any date there is. */
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LAST_TIME))
const short = v.pipe(v.string(), v.maxLength(300))
const host = v.pipe(v.string(), v.minLength(1), v.maxLength(253))
const address = v.pipe(v.string(), v.maxLength(4_000), v.url(), v.regex(/^https?:/))
const contact = v.pipe(v.string(), v.maxLength(500), v.regex(/^(?:mailto:|tel:|https:\/\/)[^\s<>"]+$/i))
const reason = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^reason_[a-z0-9_]{1,60}$/)),
  params: v.pipe(v.array(v.pipe(v.string(), v.maxLength(2_000))), v.maxLength(9)),
})
const verdict = v.strictObject({
  kind: v.picklist(VERDICT_KINDS),
  points: v.number(),
  evidence: v.pipe(
    v.array(
      v.strictObject({
        id: short,
        group: v.picklist(EVIDENCE_GROUPS),
        points: v.number(),
        reason,
        source: v.strictObject({ list: short, version: short }),
      }),
    ),
    v.maxLength(200),
  ),
  reasons: v.pipe(v.array(reason), v.maxLength(20)),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{0,16}$/)),
})

const choice = v.strictObject({
  kind: v.picklist(['pack', 'domain']),
  name: choiceNameSchema,
  isOn: v.boolean(),
})
const decision = v.strictObject({
  host,
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{0,16}$/)),
  decision: v.picklist(['shown', 'mistake', 'dismissed']),
  at: moment,
})
const incident = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[0-9a-f-]{16,40}$/)),
    host,
    url: address,
    firstSeen: moment,
    lastSeen: moment,
    restoredAt: moment,
    verdict,
    isOutside: v.exactOptional(v.literal(true)),
    isForgotten: v.exactOptional(v.literal(true)),
  }),
  v.check(({ host, url }) => new URL(url).hostname === host, 'The address is of another host.'),
)

const property = v.strictObject({
  url: address,
  addedAt: moment,
  every: v.picklist(INTERVALS),
  checks: v.pipe(
    v.array(
      v.strictObject({
        at: moment,
        shown: v.picklist(VERDICT_KINDS),
        match: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
        why: v.nullable(
          v.picklist(['no-answer', 'no-page', 'too-large', 'elsewhere', 'not-allowed', 'not-judged']),
        ),
      }),
    ),
    v.maxLength(KEPT_CHECKS),
  ),
  contacts: v.nullable(
    v.strictObject({
      at: moment,
      contacts: v.pipe(v.array(contact), v.maxLength(10)),
      languages: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]{2,40}$/i))), v.maxLength(100)),
      expires: v.nullable(v.number()),
    }),
  ),
})

const headSchema = v.object({ format: v.literal(FORMAT), version: v.number() })
const fileSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  settings: settingsSchema,
  choices: v.pipe(v.array(choice), v.maxLength(20_000)),
  decisions: v.pipe(v.array(decision), v.maxLength(1_000)),
  incidents: v.pipe(v.array(incident), v.maxLength(1_000)),
  /** Files of the first releases have none. */
  properties: v.optional(v.pipe(v.array(property), v.maxLength(MOST_PROPERTIES)), []),
  /** As a file of sites alone. */
  sites: v.string(),
})

/** Everything, the sites as a file of their own, as the text of a file. Portraits stay: they hold text of pages. */
export function toBackup({
  settings,
  choices,
  decisions,
  incidents,
  properties,
  sites,
}: Omit<Backup, 'sites'> & { sites: string }): string {
  const told = incidents.map(({ id, host, url, firstSeen, lastSeen, restoredAt, verdict, ...incident }) => ({
    id,
    host,
    url,
    firstSeen,
    lastSeen,
    restoredAt,
    verdict,
    ...(incident.isOutside === true ? { isOutside: true } : {}),
    ...(incident.isForgotten === true ? { isForgotten: true } : {}),
  }))
  const kept = properties.map(({ url, addedAt, every, checks, contacts }) => ({
    url,
    addedAt,
    every,
    checks,
    contacts,
  }))
  const file = { settings, choices, decisions, incidents: told, properties: kept, sites }
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...file })}\n`
}

export type ParsedBackup = { ok: true; value: Backup; otherVersion: string[] } | RefusedFile

/** What a file holds: one of everything, or one of sites alone. All but sites of another version, or one sentence why nothing is taken. */
export function parseBackup(text: string): ParsedBackup {
  // Told before it is parsed: a list of millions of nothings would take minutes.
  if (/^\s*\[/.test(text.slice(0, 100))) return refusePart(null)
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return refuseFile('it is not JSON; choose a file that Masthead exported', 'foreign')
  }
  const head = v.safeParse(headSchema, raw)
  if (!head.success) {
    const sites = parseFile(text)
    const nothing = { settings: {}, choices: [], decisions: [], incidents: [], properties: [] }
    return sites.ok ? { ...sites, value: { ...nothing, sites: sites.value } } : sites
  }
  const { version } = head.output
  if (version !== VERSION) return refuseVersion(version, VERSION)
  const file = v.safeParse(fileSchema, raw, { abortEarly: true })
  if (!file.success) return refusePart(v.getDotPath(file.issues[0]))
  const sites = parseFile(file.output.sites)
  if (!sites.ok) return sites
  return { ...sites, value: { ...file.output, sites: sites.value } }
}
