import * as v from 'valibot'
import browser from 'webextension-polyfill'
import type { Settings, SettingsChange } from '../messages.ts'
import { openDatabase } from './database/open.ts'
import type { ChoiceRecord } from './database/schema.ts'
import { managed } from './managed.ts'
import { syncRegistration } from './registration.ts'
import { changeSettings, settings } from './settings.ts'
import { choiceNameSchema } from './watch/choice-name.ts'

/** Choices are cut into pieces: one entry of the browser's synchronised store holds 8 KB. */
const PIECE = 100
const NAMES = Array.from({ length: 20 }, (_, piece) => `choices-${piece}`)
/** Choices that the synchronised store has room for. */
const MOST = PIECE * NAMES.length
/** What the synchronised store held when it was last written or read here, in the local one. */
const SEEN = 'choices-seen'

const tuplesSchema = v.array(v.strictTuple([v.picklist(['pack', 'domain']), choiceNameSchema, v.boolean()]))
type Tuples = v.InferOutput<typeof tuplesSchema>

/** Tells the reader's other computers what is watched here; where that cannot be, nothing is lost. */
export function followChoices(): Promise<void> {
  return inTurn(async () => {
    const choices = await (await openDatabase()).getAll('choices')
    const told = toTuples(choices.sort(packsFirst).slice(0, MOST))
    const pieces = NAMES.map((name, piece) => [name, told.slice(piece * PIECE, (piece + 1) * PIECE)])
    await browser.storage.sync.set(Object.fromEntries(pieces))
    await browser.storage.local.set({ [SEEN]: told })
  })
}

/**
 * Takes over what another computer of the reader's chose, which is what the synchronised store holds otherwise than
 * when it was last written or read here: our own words that come back change nothing, and nothing chosen here meanwhile
 * is lost. What the browser does not let us read yet waits on the options page for a click: nobody can grant that from
 * afar. What was `settled` here just now stays, whatever the others chose.
 */
export function takeChoices(settled: readonly ChoiceRecord[] = []): Promise<void> {
  return inTurn(async () => {
    const there = await storedChoices()
    if (there === null) return
    const kept = new Set(settled.map(keyOf))
    const isFree = (choice: ChoiceRecord): boolean => !kept.has(keyOf(choice))
    const became = changes(await seenChoices(), there)
    const chosen = became.chosen.filter(isFree)
    const gone = became.gone.filter(isFree)
    if (chosen.length + gone.length === 0) return
    const transaction = (await openDatabase()).transaction('choices', 'readwrite')
    for (const { kind, name } of gone) await transaction.store.delete([kind, name])
    for (const choice of chosen) await transaction.store.put(choice)
    await transaction.done
    await browser.storage.local.set({ [SEEN]: toTuples(there) })
    await syncRegistration()
  })
}

/** Changes settings. From the moment that they are to follow the reader, so do the chosen sites. */
export async function changeAndFollow(
  changes: SettingsChange,
  settled: readonly ChoiceRecord[] = [],
): Promise<Settings> {
  const { follows } = await settings()
  const next = await changeSettings(changes)
  if (next.follows && !follows) await catchUp(settled)
  return next
}

/** Makes up for what was chosen while nothing followed: the other computers' first, for what is told writes over theirs. */
export async function catchUp(settled: readonly ChoiceRecord[] = []): Promise<void> {
  await takeChoices(settled)
  await followChoices()
}

/** Whether a change of the synchronised store is one of choices. */
export const isAboutChoices = (keys: readonly string[]): boolean => keys.some((key) => NAMES.includes(key))

let turn: Promise<void> = Promise.resolve()

/** One after another, or what is written here and not noted yet would be taken for another computer's. Never rejects. */
function inTurn(work: () => Promise<void>): Promise<void> {
  turn = turn
    .then(async () => {
      // Where an organisation decides what is watched, the reader's other computers do not either.
      if ((await settings()).follows && !(await managed()).isWatchLocked) await work()
    })
    .catch((error: unknown) => console.warn(error))
  return turn
}

/** Null where there is nothing, or nothing that can be understood. */
async function storedChoices(): Promise<ChoiceRecord[] | null> {
  const stored = await browser.storage.sync.get(NAMES)
  if (Object.keys(stored).length === 0) return null
  const parsed = v.safeParse(
    tuplesSchema,
    NAMES.flatMap((one) => stored[one] ?? []),
  )
  return parsed.success ? parsed.output.map(toRecord) : null
}

async function seenChoices(): Promise<ChoiceRecord[]> {
  const stored = await browser.storage.local.get(SEEN)
  return v.parse(v.fallback(tuplesSchema, []), stored[SEEN]).map(toRecord)
}

/** What became of choices; of a list that is full nobody knows whether what it lacks was taken out or had no room. */
function changes(before: readonly ChoiceRecord[], after: readonly ChoiceRecord[]) {
  const was = new Map(before.map((choice) => [keyOf(choice), choice.isOn]))
  const is = new Set(after.map(keyOf))
  return {
    chosen: after.filter((choice) => was.get(keyOf(choice)) !== choice.isOn),
    gone: after.length < MOST ? before.filter((choice) => !is.has(keyOf(choice))) : [],
  }
}

const keyOf = ({ kind, name }: ChoiceRecord): string => `${kind} ${name}`
const toTuples = (choices: readonly ChoiceRecord[]): Tuples =>
  choices.map(({ kind, name, isOn }) => [kind, name, isOn])
const toRecord = ([kind, name, isOn]: Tuples[number]): ChoiceRecord => ({ kind, name, isOn })

/** One stands for many domains, and is the last that may find no room. */
const packsFirst = (a: ChoiceRecord, b: ChoiceRecord): number =>
  Number(b.kind === 'pack') - Number(a.kind === 'pack')
