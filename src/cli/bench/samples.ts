import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'

const visitSchema = v.object({
  file: v.string(),
  url: v.string(),
  status: v.nullable(v.number()),
  label: v.string(),
  news: v.optional(v.boolean()),
})

export interface Sample {
  url: string
  html: Uint8Array
}

/** Where the corpus is unpacked, unless the environment names another place. */
export const CORPUS = process.env.MASTHEAD_CORPUS ?? join(homedir(), '.cache/masthead-corpus')

/** So many healthy news pages of the development corpus, spread evenly over its list by size; always the same ones. */
export function samples(count: number): Sample[] {
  const list = join(CORPUS, 'visits-first.jsonl')
  if (!existsSync(list))
    throw new Error(`The corpus is not in ${CORPUS}; unpack it there, or name its folder in MASTHEAD_CORPUS.`)
  const healthy = readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => v.parse(visitSchema, JSON.parse(line)))
    .filter(({ label, status, news }) => label === 'clean' && status === 200 && news === true)
    .map(({ file, url }) => ({ url, html: new Uint8Array(readFileSync(join(CORPUS, file))) }))
    .sort((a, b) => a.html.length - b.html.length)
  return Array.from(
    { length: count },
    (_, index) => healthy[Math.floor(((index + 0.5) * healthy.length) / count)],
  ).filter((sample) => sample !== undefined)
}
