import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addModerator } from '../../../src/collector/believe/moderate.ts'
import { queueOf } from '../../../src/collector/site/queue.ts'
import { putCase } from '../setup/case.ts'
import { START, testCollector } from '../setup/collector.ts'
import { openEmbedded } from '../setup/embedded.ts'

test('the queue of the moderators begins with what only people can decide', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-queue-'))
  const database = await openEmbedded(folder)
  try {
    for (const [host, state] of [
      ['open.example', 'open'],
      ['red.example', 'defaced'],
      ['suspect.example', 'suspect'],
      ['held.example', 'held'],
      ['over.example', 'restored'],
    ] as const)
      await putCase(database, host, 1, state)
    expect((await queueOf(database)).map(({ state }) => state)).toEqual([
      'held',
      'suspect',
      'defaced',
      'open',
    ])
  } finally {
    await database.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a moderator comes to the end of the queue, and is not shown again what they ruled on', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'masthead-queue-'))
  const collector = await testCollector({ dataDir, databaseUrl: null })
  try {
    const { database, app } = collector
    const ids: number[] = []
    for (let i = 0; i < 203; i++) ids.push(await putCase(database, `www.site-${i}.example`, START))
    const authorization = `Basic ${Buffer.from(`ann:${await addModerator(database, 'ann', START)}`).toString('base64')}`
    const shown = async (url: string) => {
      const { body } = await app.inject({ url, headers: { authorization } })
      return [...body.matchAll(/href="(\/moderation\/\d+|\/moderation\?[^"]+)"/g)].map(([, to = '']) =>
        to.replaceAll('&amp;', '&'),
      )
    }
    const first = await shown('/moderation')
    const second = await shown('/moderation?page=1')
    const cases = [...first, ...second].filter((to) => !to.includes('?'))
    expect(cases).toEqual(ids.map((id) => `/moderation/${id}`))
    expect(first).toContain('/moderation?page=1')
    expect(second).not.toContain('/moderation?page=2')
    const ruling = { moderator: 'ann', decision: 'defaced', reason: 'I see it', at: START }
    await database
      .insertInto('decisions')
      .values([
        ...ids.slice(0, 3).map((case_id) => ({ ...ruling, case_id })),
        ...ids.slice(3, 6).map((case_id) => ({ ...ruling, case_id, moderator: 'bob' })),
      ])
      .execute()
    const left = await shown('/moderation')
    expect(left.slice(0, 2)).toEqual(ids.slice(3, 5).map((id) => `/moderation/${id}`))
    expect(await shown('/moderation?all=1')).toContain(`/moderation/${ids[0]}`)
    expect((await app.inject({ url: '/moderation?page=x', headers: { authorization } })).statusCode).toBe(400)
  } finally {
    await collector.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
