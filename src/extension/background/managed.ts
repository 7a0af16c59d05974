import * as v from 'valibot'
import browser from 'webextension-polyfill'
import type { Signed } from '../../engine/feed/signed.ts'
import { type Pack, packSchema } from '../../engine/patterns/schema.ts'
import { believedCore } from '../../engine/signature/believed-core.ts'
import type { Authority } from '../../engine/signature/comparison.ts'
import type { CoreSignature } from '../../engine/signature/core-signature.ts'
import { parseFile } from '../../engine/signature/transfer/file.ts'
import { SENSITIVITIES } from '../../engine/verdict/sensitivity.ts'
import type { ManagedStatus, SettingsChange } from '../messages.ts'
import { domainSchema } from './watch/choice-name.ts'

/** What an organisation has set for the browsers of its people, by the browser's own policies. */
export interface Managed {
  /** Watched whatever the reader chooses. */
  domains: readonly string[]
  packs: readonly string[]
  /** Settings that hold, and that the reader cannot change. */
  settings: SettingsChange
  /** Whether the reader may watch other sites, or fewer. */
  isWatchLocked: boolean
  /** Where reports go and the feed comes from, without a slash at the end; null for where they go without a policy. */
  collector: string | null
  /** Where the feed comes from, without a slash at the end; null for the collector's own. */
  feed: string | null
  /** Who may sign it, as `masthead feed` wrote it; null for whom this build knows. */
  feedRoot: Signed | null
  /** Wordings of the organisation's own. */
  patterns: readonly Pack[]
  /** What its own sites look like, by host. */
  signatures: ReadonlyMap<string, CoreSignature>
}

const flag = v.optional(v.boolean())
const settingsSchema = v.strictObject({
  sensitivity: v.optional(v.picklist(SENSITIVITIES)),
  notifiesDefaced: flag,
  notifiesSuspect: flag,
  follows: flag,
  looksOutside: flag,
})
const addressSchema = v.pipe(
  v.string(),
  v.url(),
  v.startsWith('https://', 'give an https address'),
  v.transform((url) => url.replace(/\/+$/, '')),
)
const bytesSchema = v.pipe(
  v.string(),
  v.transform((text) => new TextEncoder().encode(text)),
)
const rootSchema = v.pipe(
  v.strictObject({ root: bytesSchema, signatures: bytesSchema }),
  v.transform(({ root, signatures }): Signed => ({ bytes: root, signatures })),
)

let loading: Promise<Managed> | null = null

/** The policy, read once until it changes. Never rejects: where there is none, nothing is set. */
export function managed(): Promise<Managed> {
  loading ??= load()
  return loading
}

/** What the organisation says a host looks like; it counts as the owner's word, for who sets policies answers for both. */
export async function managedAuthority(host: string): Promise<Authority | null> {
  const signature = (await managed()).signatures.get(host)
  return signature === undefined ? null : { source: 'owner', signature }
}

/** What of the options is not the reader's to change. */
export async function managedStatus(): Promise<ManagedStatus> {
  const { settings, domains, packs, isWatchLocked } = await managed()
  return { settings: Object.keys(settings), domains: [...domains], packs: [...packs], isWatchLocked }
}

/** To be called when the policy has changed. */
export function forgetManaged(): void {
  loading = null
}

async function load(): Promise<Managed> {
  const raw = await read()
  return {
    domains: items(raw, 'watch', domainSchema),
    packs: items(raw, 'packs', v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/))),
    settings: field(raw, 'settings', settingsSchema, {}),
    isWatchLocked: field(raw, 'lockWatch', v.boolean(), false),
    collector: field(raw, 'collector', v.nullable(addressSchema), null),
    feed: field(raw, 'feed', v.nullable(addressSchema), null),
    feedRoot: field(raw, 'feedRoot', v.nullable(rootSchema), null),
    patterns: items(raw, 'patterns', v.pipe(v.unknown(), v.transform(fromText), packSchema)),
    signatures: signaturesOf(field(raw, 'signatures', v.string(), '')),
  }
}

/** Firefox rejects where there is no policy, and some browsers have no such store at all. */
async function read(): Promise<Record<string, unknown>> {
  try {
    return (await browser.storage.managed?.get()) ?? {}
  } catch {
    return {}
  }
}

/** One part of the policy. What cannot be understood is left out and said, and takes nothing else with it. */
function field<T>(
  raw: Record<string, unknown>,
  name: string,
  schema: v.GenericSchema<unknown, T>,
  none: T,
): T {
  const value = raw[name]
  if (value === undefined) return none
  const parsed = v.safeParse(schema, value, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const where = [name, v.getDotPath(issue)].filter(Boolean).join('.')
  console.warn(`The policy's "${where}" is not used: ${issue.message}.`)
  return none
}

/** A list of the policy, without those of its entries that cannot be understood. */
function items<T>(raw: Record<string, unknown>, name: string, schema: v.GenericSchema<unknown, T>): T[] {
  const listed = field(raw, name, v.array(v.unknown()), [])
  return listed.flatMap((value, index) => {
    const path = `${name}.${index}`
    const kept = field<T | null>({ [path]: value }, path, v.nullable(schema), null)
    return kept === null ? [] : [kept]
  })
}

/** Policies of some systems hold nothing but texts: an object may come as its JSON. */
function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

function signaturesOf(text: string): ReadonlyMap<string, CoreSignature> {
  if (text === '') return new Map()
  const sites = parseFile(text)
  if (!sites.ok) {
    console.warn(`The policy's "signatures" are not used: ${sites.error}`)
    return new Map()
  }
  if (sites.otherVersion.length > 0)
    console.warn(
      `The policy's "signatures" of ${sites.otherVersion.length} hosts are of another version and not used; learn them anew.`,
    )
  return new Map(sites.value.map((site) => [site.host, believedCore(site, site.lastSeen)]))
}
