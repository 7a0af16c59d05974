import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { FEED_PATHS } from '../../engine/feed/files.ts'
import { type FeedIncident, readIncidents } from '../../engine/feed/incidents.ts'
import { decodeTable } from '../../engine/feed/table.ts'

const headSchema = v.looseObject({
  files: v.array(v.looseObject({ name: v.string(), sha256: v.string() })),
})

/** The incidents that go on by what was published last into a folder: what a reader would be told, not what was meant. */
export function standingIn(folder: string): FeedIncident[] {
  const head = join(folder, FEED_PATHS.head)
  if (!existsSync(head)) return []
  const { files } = v.parse(headSchema, JSON.parse(readFileSync(head, 'utf8')))
  const entry = files.find(({ name }) => name === 'incidents')
  if (entry === undefined) throw new Error('The head of the feed names no incidents.')
  const table = decodeTable(readFileSync(join(folder, FEED_PATHS.content(entry.sha256))))
  if (!table.ok) throw new Error(table.error)
  const incidents = readIncidents(table.value)
  if (!incidents.ok) throw new Error(incidents.error)
  return incidents.value.filter(({ state }) => state !== 'restored')
}
