import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { openDatabase } from './database/open.ts'
import type { ChoiceRecord } from './database/schema.ts'
import { syncRegistration } from './registration.ts'
import { settings } from './settings.ts'
import { choiceNameSchema } from './watch/choice-name.ts'

/** Choices are cut into pieces: one entry of the browser's synchronised store holds 8 KB. */
const PIECE = 100
const MOST_PIECES = 20
const name = (piece: number): string => `choices-${piece}`
const NAMES = Array.from({ length: MOST_PIECES }, (_, piece) => name(piece))

const pieceSchema = v.array(v.strictTuple([v.picklist(['pack', 'domain']), choiceNameSchema, v.boolean()]))

/** Tells the reader's other computers what is watched here; where that cannot be, nothing is lost. */
export async function followChoices(): Promise<void> {
  try {
    if (!(await settings()).follows) return
    const choices = await (await openDatabase()).getAll('choices')
    const pieces: Record<string, [string, string, boolean][]> = {}
    for (let piece = 0; piece < MOST_PIECES && piece * PIECE <= choices.length; piece++) {
      const part = choices.slice(piece * PIECE, (piece + 1) * PIECE)
      pieces[name(piece)] = part.map(({ kind, name, isOn }) => [kind, name, isOn])
    }
    await browser.storage.sync.set(pieces)
    await browser.storage.sync.remove(NAMES.filter((one) => !Object.hasOwn(pieces, one)))
  } catch (error) {
    console.warn(error)
  }
}

/**
 * Takes over what another computer of the reader's chose. What the browser does not let us read yet waits on the
 * options page for a click: nobody can grant that from afar.
 */
export async function takeChoices(): Promise<void> {
  try {
    if (!(await settings()).follows) return
    const there = await storedChoices()
    if (there === null) return
    const database = await openDatabase()
    const here = await database.getAll('choices')
    if (isSame(here, there)) return
    const transaction = database.transaction('choices', 'readwrite')
    await transaction.store.clear()
    for (const choice of there) await transaction.store.put(choice)
    await transaction.done
    await syncRegistration()
  } catch (error) {
    console.warn(error)
  }
}

/** Whether a change of the synchronised store is one of choices. */
export const isAboutChoices = (keys: readonly string[]): boolean => keys.some((key) => NAMES.includes(key))

/** Null where there is nothing, or nothing that can be understood. */
async function storedChoices(): Promise<ChoiceRecord[] | null> {
  const stored = await browser.storage.sync.get(NAMES)
  if (Object.keys(stored).length === 0) return null
  const parsed = v.safeParse(
    pieceSchema,
    NAMES.flatMap((one) => stored[one] ?? []),
  )
  return parsed.success ? parsed.output.map(([kind, name, isOn]) => ({ kind, name, isOn })) : null
}

function isSame(a: readonly ChoiceRecord[], b: readonly ChoiceRecord[]): boolean {
  const key = ({ kind, name, isOn }: ChoiceRecord) => `${kind} ${name} ${isOn}`
  const keys = new Set(a.map(key))
  return a.length === b.length && b.every((choice) => keys.has(key(choice)))
}
