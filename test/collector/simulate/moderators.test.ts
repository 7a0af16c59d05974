import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Moderators } from '../../../src/collector/simulate/moderators.ts'
import { OUTAGE_HOSTING, World } from '../../../src/collector/simulate/world.ts'
import { putCase } from '../setup/case.ts'
import { openEmbedded } from '../setup/embedded.ts'

const HOUR = 3_600_000

test('moderators make red what two of them saw altered, reject what they saw well, and leave what is down', async () => {
  const start = Date.UTC(2026, 0, 7)
  const world = new World({ sites: 400, readers: 4_000, liars: 0.05, days: 6, start, seed: 1 })
  const now = world.outage.from + HOUR
  const up = world.sites.filter(({ hosting }) => hosting !== OUTAGE_HOSTING)
  const altered = up.find((site) => world.isDefaced(site, now))
  const well = up.find(({ defacedAt }) => defacedAt === 0)
  const down = world.sites.find((site) => world.isDown(site, now))
  if (altered === undefined || well === undefined || down === undefined) throw new Error('no such site')
  const folder = mkdtempSync(join(tmpdir(), 'masthead-moderators-'))
  const database = await openEmbedded(folder)
  try {
    for (const { host } of [altered, well, down]) await putCase(database, host, now, 'held')
    const moderators = new Moderators(database, world)
    await moderators.turn(now)
    const decisions = await database.selectFrom('decisions').select(['case_id', 'decision']).execute()
    const cases = await database.selectFrom('cases').select(['id', 'host', 'state']).execute()
    const of = (host: string) => {
      const { id, state } = cases.find((one) => one.host === host) ?? {}
      return [state, ...decisions.filter(({ case_id }) => case_id === id).map(({ decision }) => decision)]
    }
    expect(of(altered.host)).toEqual(['defaced', 'defaced', 'defaced'])
    expect(of(well.host)).toEqual(['rejected', 'rejected'])
    expect(of(down.host)).toEqual(['held'])
    expect(moderators.rulings).toEqual({ made: 3, mistaken: 0 })
  } finally {
    await database.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
})
