import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import { assertSigns } from '../feed/keys.ts'
import { settings } from '../json/settings.ts'
import { readJsonFile } from '../json-file.ts'
import { nameServer } from '../owner/key-record.ts'
import { patternsFromFiles } from '../patterns-file.ts'
import { type TargetConfig, targetSchema, text } from './targets/config.ts'
import { ESCAPE_HINT, namesUser, userOf } from './user-of.ts'

/** Properties, alert targets, and files of patterns, of one file. */
const MOST_PROPERTIES = 20_000
const MOST_TARGETS = 50
const MOST_PATTERN_FILES = 50

const minutes = v.pipe(
  v.number('give a number of minutes'),
  v.minValue(1, 'give at least 1 minute'),
  v.maxValue(10_080, 'give at most 10080 minutes, a week'),
)
const seconds = (least: number) =>
  v.pipe(
    v.number('give a number of seconds'),
    v.minValue(least, `give at least ${least}`),
    v.maxValue(600, 'give at most 600 seconds'),
  )
const name = v.pipe(
  v.string('give a name'),
  v.regex(/^[^\p{Cc}!]{1,100}$/u, 'give a name of 1 to 100 characters, on one line and without "!"'),
)

const KEY_HINT = 'give the 64 digits that "masthead keygen" printed'
const EXAMPLE = 'postgres://watch@db.example.org/masthead'
const isDatabase = (store: string): boolean => /^postgres(?:ql)?:\/\//i.test(store) && URL.canParse(store)

const propertySchema = settings({
  name,
  url: v.pipe(
    v.string('give an address'),
    v.check((url) => /^https?:\/\//i.test(url) && URL.canParse(url), 'give an http or https address'),
    // They would be kept with every incident, and be sent with every alert.
    v.check(
      (url) => !namesUser(url),
      'give the address without a user or password; only pages that everybody may see are watched',
    ),
    v.transform((url) => new URL(url).href),
  ),
  'every-minutes': v.optional(minutes),
  /** Public half of the key that the owner's statement is signed with. */
  'owner-key': v.optional(v.pipe(v.string(KEY_HINT), v.regex(/^[0-9a-f]{64}$/, KEY_HINT))),
  /** Names of alert targets; all of them where it is not set. */
  alerts: v.optional(v.array(v.string('give the name of an alert target'), 'give a list of names')),
})

/** The key that signs evidence; one that cannot sign is found out now, and not on the day of an incident. */
const signingKey = (folder: string) =>
  v.pipe(
    v.string('name a file that "masthead keygen" made'),
    v.minLength(1, 'name a file that "masthead keygen" made'),
    v.transform((file) => resolve(folder, file)),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      try {
        assertSigns(dataset.value)
      } catch (error) {
        addIssue({ message: error instanceof Error ? error.message : String(error) })
      }
    }),
  )

/** Files of pattern packs, as the patterns that they come to together with those that ship. */
const patternFiles = (folder: string) =>
  v.pipe(
    v.array(
      v.pipe(v.string('name a file of patterns'), v.minLength(1, 'name a file of patterns')),
      'give a list of files',
    ),
    v.maxLength(MOST_PATTERN_FILES, `name at most ${MOST_PATTERN_FILES} files`),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return patternsFromFiles(dataset.value.map((file) => resolve(folder, file)))
      } catch (error) {
        addIssue({ message: error instanceof Error ? error.message : String(error) })
        return NEVER
      }
    }),
  )

/** The schema of a file that lies in a folder: what it names is seen from there. */
const configSchema = (folder: string) =>
  v.pipe(
    settings({
      /** Folder of what is remembered, as seen from the file, or address of a PostgreSQL database. */
      store: v.optional(
        v.pipe(
          text,
          v.minLength(1, 'name a folder'),
          v.check(
            (store) => !/^\w+:\/\//.test(store) || isDatabase(store),
            `give an address such as ${EXAMPLE}`,
          ),
          v.check((store) => !isDatabase(store) || userOf(store) !== null, ESCAPE_HINT),
        ),
        'masthead-watch',
      ),
      'every-minutes': v.optional(minutes, 15),
      /** Between the look that sees something new and the one that has to say so, too. */
      'confirm-after-seconds': v.optional(seconds(0), 30),
      /** Between two requests to one host. */
      'delay-seconds': v.optional(seconds(0), 2),
      'timeout-seconds': v.optional(seconds(1), 30),
      'allow-private': v.optional(v.boolean('give true or false'), false),
      /** Who is asked for the keys of owners; the machine's own where it is not set. */
      'name-server': v.optional(
        v.pipe(
          v.string('give an address'),
          v.rawTransform(({ dataset, addIssue, NEVER }) => {
            const server = nameServer(dataset.value)
            if (server !== null) return server
            addIssue({ message: 'give an address such as 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:5353' })
            return NEVER
          }),
        ),
      ),
      /** Where a bundle of every incident goes, and the key that signs it, both as seen from the file. */
      evidence: v.optional(
        settings({
          folder: v.pipe(
            v.string('name a folder'),
            v.minLength(1, 'name a folder'),
            v.transform((name) => resolve(folder, name)),
          ),
          key: signingKey(folder),
          render: v.optional(v.boolean('give true or false'), false),
        }),
      ),
      /** Wordings of one's own, in files as seen from this one. */
      patterns: v.optional(patternFiles(folder), []),
      properties: v.pipe(
        v.array(propertySchema, 'give a list of properties'),
        v.minLength(1, 'name at least one property'),
        v.maxLength(MOST_PROPERTIES, `name at most ${MOST_PROPERTIES} properties`),
      ),
      alerts: v.optional(v.record(name, targetSchema, 'give an object of alert targets by name'), {}),
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const { properties, alerts } = dataset.value
      const complain = (message: string, ...keys: (string | number)[]) => {
        const [first, ...rest] = keys.map((key) => pathItem(dataset.value, key))
        addIssue(first === undefined ? { message } : { message, path: [first, ...rest] })
      }
      const names = new Map<string, number>()
      for (const [index, property] of properties.entries()) {
        const other = names.get(property.name)
        if (other !== undefined)
          complain(
            `the name is that of property ${other + 1}, too; give another`,
            'properties',
            index,
            'name',
          )
        names.set(property.name, index)
        for (const [at, target] of (property.alerts ?? []).entries())
          if (!Object.hasOwn(alerts, target))
            complain(`"${target}" is not among the alerts below`, 'properties', index, 'alerts', at)
      }
      if (Object.keys(alerts).length > MOST_TARGETS)
        complain(`name at most ${MOST_TARGETS} targets`, 'alerts')
    }),
  )

const pathItem = (input: object, key: string | number): v.UnknownPathItem => ({
  type: 'unknown',
  origin: 'value',
  input,
  key,
  value: undefined,
})

export interface Property {
  name: string
  url: string
  /** Milliseconds from one look to the next. */
  every: number
  /** Whose statement is believed, in hexadecimal digits; null for nobody's. */
  ownerKey: string | null
  /** Names of alert targets. */
  alerts: readonly string[]
}

/** Where the watch remembers: in a folder of one machine, or in a database of several. */
export type StorePlace = { kind: 'folder'; folder: string } | { kind: 'postgres'; url: string }

/** Times are in milliseconds. */
export interface WatchConfig {
  store: StorePlace
  confirmAfter: number
  delay: number
  timeout: number
  allowPrivate: boolean
  /** Address and port of who is asked for the keys of owners; null for the machine's own. */
  nameServer: string | null
  /** Paths of where bundles go and of the key that signs them, and whether a browser takes a picture; null where none are kept. */
  evidence: { folder: string; key: string; render: boolean } | null
  /** The wordings that are looked for. They take a while to make, in which a check that was taken could not be done. */
  patterns: PatternSet
  properties: Property[]
  targets: ReadonlyMap<string, TargetConfig>
}

/** Reads a file of properties; throws one sentence that names line and field. */
export function readConfig(file: string): WatchConfig {
  const folder = dirname(file)
  const read = readJsonFile(file, configSchema(folder))
  const targets = new Map(Object.entries(read.alerts))
  return {
    store: isDatabase(read.store)
      ? { kind: 'postgres', url: read.store }
      : { kind: 'folder', folder: resolve(folder, read.store) },
    confirmAfter: read['confirm-after-seconds'] * 1_000,
    delay: read['delay-seconds'] * 1_000,
    timeout: read['timeout-seconds'] * 1_000,
    allowPrivate: read['allow-private'],
    nameServer: read['name-server'] ?? null,
    evidence: read.evidence ?? null,
    patterns: read.patterns,
    properties: read.properties.map(
      ({ name, url, alerts, 'every-minutes': every, 'owner-key': ownerKey }) => ({
        name,
        url,
        every: (every ?? read['every-minutes']) * 60_000,
        ownerKey: ownerKey ?? null,
        alerts: alerts ?? [...targets.keys()],
      }),
    ),
    targets,
  }
}
