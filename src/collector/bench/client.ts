import { parentPort, workerData } from 'node:worker_threads'
import { Pool } from 'undici'
import * as v from 'valibot'

/** Sends reports as it is told, again and again: a sender that just started is slower than any collector. */
const loadSchema = v.object({
  bodies: v.array(v.string()),
  /** How many of them are sent before the clock counts. */
  warm: v.number(),
  /** Number of the first of them, by which each has an address of its own. */
  first: v.number(),
  /** Requests under way at once; 0 where they are sent by the clock. */
  lanes: v.number(),
  /** Requests in a second, where they are sent by the clock. */
  rate: v.number(),
})
type Load = v.InferOutput<typeof loadSchema>

const CONNECTIONS = 64
/** Milliseconds to set up the clock in. */
const LEAD = 500
const pool = new Pool(v.parse(v.string(), workerData), { connections: CONNECTIONS })

/** Posts a report and gives the status; by the library's bare handlers, for a stream an answer is half of a sender's work. */
const post = (body: string, address: string) =>
  new Promise<number>((resolve, reject) => {
    let status = 0
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address }
    pool.dispatch(
      { path: '/v1/reports', method: 'POST', headers, body },
      {
        onRequestStart() {},
        onResponseStart(_, code) {
          status = code
        },
        onResponseData() {},
        onResponseEnd: () => resolve(status),
        onResponseError: (_, error) => reject(error),
      },
    )
  })

async function measure({ bodies, warm, first, lanes, rate }: Load) {
  const times: number[] = []
  let refused = 0
  let sent = first
  const send = async (body: string, from: number): Promise<void> => {
    const number = sent++
    const address = `20.${number % 250}.${Math.floor(number / 250) % 250}.1`
    if ((await post(body, address)) !== 201) refused++
    times.push(performance.now() - from)
  }
  /** Sends them one after another on each lane. */
  const sendAll = async (some: readonly string[], lanes: number): Promise<void> => {
    let next = 0
    const lane = async () => {
      while (next < some.length) await send(some[next++] ?? '', performance.now())
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }

  await sendAll(bodies.slice(0, warm), CONNECTIONS)
  times.length = 0
  const counted = bodies.slice(warm)
  // What is due by the clock is set up before the first of it is.
  const start = performance.now() + (lanes > 0 ? 0 : LEAD)
  if (lanes > 0) await sendAll(counted, lanes)
  else
    await Promise.all(
      counted.map(async (body, i) => {
        // Latency counts from when it was due, not from when there was room to send it.
        const due = start + (i * 1_000) / rate
        await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
        return send(body, due)
      }),
    )
  return { seconds: (performance.now() - start) / 1_000, times, refused }
}

parentPort?.on('message', async (load: unknown) =>
  parentPort?.postMessage(await measure(v.parse(loadSchema, load))),
)
