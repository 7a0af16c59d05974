import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Tools } from '../collector.ts'
import { RequestError } from './app.ts'
import { openApi } from './openapi.ts'

/** What machines ask a service. */
export function serviceRoutes(app: FastifyInstance, tools: Tools): void {
  const { database, metrics } = tools
  const api = openApi()
  app.get('/openapi.json', async (request) => {
    await limitWhereKnown(tools, request.ip)
    return api
  })

  app.get('/healthz', async (request, reply) => {
    await limitWhereKnown(tools, request.ip)
    try {
      await sql`select 1`.execute(database)
      return { status: 'ok' }
    } catch {
      return reply.status(503).send({ status: 'the database does not answer' })
    }
  })

  app.get('/metrics', async (request, reply) => {
    await limitWhereKnown(tools, request.ip)
    metrics.cases.reset()
    // While the database is away there are no counts of cases, and all the more of what failed.
    for (const { state, count } of await countCases(tools).catch(() => []))
      metrics.cases.set({ state }, Number(count))
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

const countCases = ({ database }: Tools) =>
  database
    .selectFrom('cases')
    .select(['state', (make) => make.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()

/** Networks are named by what the database keeps: while it is away, whoever watches the service is answered all the same. */
async function limitWhereKnown({ limit }: Tools, address: string): Promise<void> {
  try {
    await limit('reading', address)
  } catch (error) {
    if (error instanceof RequestError) throw error
  }
}
