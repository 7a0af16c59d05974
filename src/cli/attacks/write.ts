import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { ListedVisit } from '../evaluate/visit.ts'
import { ATTACKS } from './all.ts'
import type { Attack } from './attack.ts'
import { makeAttack } from './make.ts'
import { choosePlaces, type Place } from './plan.ts'
import { randomOf } from './random.ts'

export interface Order {
  visits: readonly ListedVisit[]
  folder: string
  seed: string
  /** Attacked visits of each kind. */
  each: number
}

/** What was written of a kind. */
export interface Written {
  kind: string
  count: number
  /** Pages that had no place for it. */
  unfit: number
  /** One sentence for each page that could not be read. */
  errors: string[]
}

/** Places looked at for one visit that is wanted: not every page has a place for every attack. */
const SPARE = 2

/**
 * Writes `visits.jsonl` and its pages. Each attack has a session, and so a store, of its own: one that was not seen
 * and so learned from does not change how the next is judged.
 */
export function writeAttacks({ visits, folder, seed, each }: Order): Written[] {
  mkdirSync(join(folder, 'html'), { recursive: true })
  const lines: string[] = []
  const written = ATTACKS.map((attack) => {
    const places = choosePlaces(visits, each * SPARE, randomOf(`${seed} ${attack.kind}`))
    const result: Written = { kind: attack.kind, count: 0, unfit: 0, errors: [] }
    for (const place of places) {
      if (result.count === each) break
      const html = readPage(place.visit)
      if (html === null) {
        result.errors.push(
          `Visit ${place.visit.id}: its page ${place.visit.file} cannot be read; unpack it again.`,
        )
        continue
      }
      const some = writeOne(attack, { ...place, html }, { folder, seed, turn: result.count })
      lines.push(...some)
      if (some.length === 0) result.unfit++
      else result.count++
    }
    return result
  })
  writeFileSync(join(folder, 'visits.jsonl'), lines.map((line) => `${line}\n`).join(''))
  return written
}

function readPage({ file }: ListedVisit): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** The session's lines; none where the page has no place for the attack. */
function writeOne(
  attack: Attack,
  { visit, before, after, html }: Place & { html: string },
  { folder, seed, turn }: { folder: string; seed: string; turn: number },
): string[] {
  const made = makeAttack(
    attack,
    { html, url: visit.url },
    { seed: `${seed} ${visit.id} ${attack.kind}`, turn },
  )
  if (made === null) return []
  const id = `${attack.kind}.${made.variant}.${made.lang}.${visit.id}`
  const file = `html/${id}.html`
  writeFileSync(join(folder, file), made.html)
  const session = `${visit.session}#${id}`
  const healthy = (one: ListedVisit) =>
    JSON.stringify({ ...one, id: `${one.id}@${id}`, session, file: relative(folder, one.file) })
  const kind = made.note === null ? attack.kind : `${attack.kind},${made.note}`
  const { label } = attack
  const attacked = { ...visit, id, session, file, kind, label, lang: made.lang }
  return [...before.map(healthy), JSON.stringify(attacked), ...after.map(healthy)]
}
