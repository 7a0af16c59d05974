import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Tools } from '../collector.ts'
import { openApi } from './openapi.ts'

/** What machines ask a service. */
export function serviceRoutes(app: FastifyInstance, { database, metrics }: Tools): void {
  const api = openApi()
  app.get('/openapi.json', async () => api)

  app.get('/healthz', async (_, reply) => {
    try {
      await sql`select 1`.execute(database)
      return { status: 'ok' }
    } catch {
      return reply.status(503).send({ status: 'the database does not answer' })
    }
  })

  app.get('/metrics', async (_, reply) => {
    const counts = await database
      .selectFrom('cases')
      .select(['state', (make) => make.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute()
    metrics.cases.reset()
    for (const { state, count } of counts) metrics.cases.set({ state }, Number(count))
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
