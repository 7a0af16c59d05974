import { expect, test } from 'vitest'
import { dayLater, fullFeed } from '../../../src/cli/bench/full-feed.ts'
import { feedDiff, feedFiles } from '../../../src/engine/feed/publish.ts'

const NOW = Date.UTC(2026, 10, 23)

test('a bad week fits: 20,000 incidents, 5,000 signatures, all patterns, and a sixth of it new within a day', () => {
  const feed = fullFeed({ incidents: 20_000, signatures: 5_000, now: NOW })
  const files = feedFiles(feed)
  const size = (name: string) => files.get(name)?.length ?? 0
  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0)
  const next = dayLater(feed, { began: 3_334, ended: 1_500, learned: 10 }, NOW + 86_400_000)
  const diff = feedDiff(files, feedFiles(next))
  console.info(
    `incidents ${size('incidents')}, patterns ${size('patterns')}, full ${total}, daily diff ${diff.length} bytes`,
  )
  expect(size('incidents')).toBeLessThanOrEqual(600_000)
  expect(total).toBeLessThanOrEqual(12_000_000)
  expect(diff.length).toBeLessThanOrEqual(100_000)
})
