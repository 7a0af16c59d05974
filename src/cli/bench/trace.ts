import type { CDPSession } from 'playwright-core'
import * as v from 'valibot'

const eventSchema = v.object({
  name: v.string(),
  ph: v.literal('X'),
  ts: v.number(),
  dur: v.number(),
  tdur: v.optional(v.number()),
  tid: v.number(),
  pid: v.number(),
  args: v.optional(v.object({ data: v.optional(v.object({ url: v.optional(v.string()) })) })),
})
type TraceEvent = v.InferOutput<typeof eventSchema>

export interface ScriptTime {
  /** Milliseconds the main thread worked for it; waiting for a busy machine is not counted. */
  whole: number
  /** Of these, style and layout that the page had not done yet, and would have had to do for its first paint. */
  layout: number
}

/** What a script does on a page's main thread. Compiling is part of evaluating. */
const RUNS = new Set(['EvaluateScript', 'FunctionCall'])
const LAYOUTS = new Set(['Layout', 'UpdateLayoutTree', 'PrePaint'])

/** How long a script, told by the end of its address, ran on any main thread while some work was done. */
export async function timeOf(
  session: CDPSession,
  script: string,
  work: () => Promise<void>,
): Promise<ScriptTime> {
  const events: TraceEvent[] = []
  const read = ({ value }: { value: object[] }) => {
    for (const raw of value) {
      const event = v.safeParse(eventSchema, raw)
      if (event.success) events.push(event.output)
    }
  }
  session.on('Tracing.dataCollected', read)
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'] },
  })
  await work()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  session.off('Tracing.dataCollected', read)
  return add(events, script)
}

function add(events: readonly TraceEvent[], script: string): ScriptTime {
  const runs = outermost(
    events.filter((e) => RUNS.has(e.name) && e.args?.data?.url?.endsWith(script) === true),
  )
  const layouts = outermost(events.filter((e) => LAYOUTS.has(e.name)))
  const inside = layouts.filter((layout) => runs.some((run) => holds(run, layout)))
  return { whole: sum(runs), layout: sum(inside) }
}

/** Events that stand in no other of the list, so that no time is counted twice. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  return events.filter((event) => !events.some((other) => other !== event && holds(other, event)))
}

const holds = (outer: TraceEvent, inner: TraceEvent): boolean =>
  outer.pid === inner.pid &&
  outer.tid === inner.tid &&
  outer.ts <= inner.ts &&
  outer.ts + outer.dur >= inner.ts + inner.dur

const sum = (events: readonly TraceEvent[]): number =>
  events.reduce((all, { dur, tdur }) => all + (tdur ?? dur), 0) / 1_000
