import * as v from 'valibot'
import { Farm } from './farm.ts'
import { type Answer, askSchema } from './messages.ts'

/** A farm in a process of its own, so that what it costs is known; it does what its parent asks. */
const farm = new Farm(Number(process.argv[2]), 0)
const port = await farm.listen()
const answer = (message: Answer) => process.send?.(message)
process.on('message', (message: unknown) => {
  const ask = v.parse(askSchema, message)
  if (ask.begin !== undefined) farm.begin(ask.begin)
  const { user, system } = process.cpuUsage()
  answer({ port, seen: farm.seen, alerts: [...farm.alerts], cpu: (user + system) / 1_000 })
})
answer({ port, seen: farm.seen, alerts: [], cpu: 0 })
