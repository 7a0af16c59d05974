import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { giveTokens, redeem } from '../believe/give-tokens.ts'
import { blindedSchema, tokenKeySchema } from '../believe/tokens.ts'
import type { Tools } from '../collector.ts'
import { outcomeOf } from '../intake/outcome.ts'
import { takeReport } from '../intake/take-report.ts'
import { RequestError } from './app.ts'

export const tokensRequest = v.strictObject({
  /** Blinded messages for the key of class 0, in hexadecimal. */
  blinded: v.pipe(v.array(blindedSchema), v.minLength(1), v.maxLength(5)),
})
export const redeemRequest = v.strictObject({
  receipt: v.pipe(v.string(), v.length(32)),
  /** Name of the key that the message was blinded for, of the class above that of the token that was spent. */
  key: tokenKeySchema,
  blinded: blindedSchema,
})
const idParams = v.object({ id: v.pipe(v.string(), v.uuid()) })

/** What readers ask for. */
export function reportRoutes(app: FastifyInstance, tools: Tools): void {
  app.get('/v1/tokens/keys', async (request) => {
    await tools.limit('reading', request.ip)
    return { keys: await tools.tokens.keys() }
  })

  app.post('/v1/tokens', async (request) => {
    const { nearby } = await tools.limit('tokens', request.ip)
    const { blinded } = parse(tokensRequest, request.body)
    return { tokens: await giveTokens(tools, nearby, blinded) }
  })

  app.post('/v1/reports', async (request, reply) => {
    const from = await tools.limit('reports', request.ip)
    const taken = await takeReport(tools, request.body, from)
    tools.metrics.reports.inc({ result: String(taken.status) })
    const { status, ...answer } = taken
    return reply.status(status).send(answer)
  })

  app.get('/v1/reports/:id', async (request) => {
    await tools.limit('reading', request.ip)
    const { id } = parse(idParams, request.params)
    const given = /^Receipt ([0-9a-f]{32})$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    return outcomeOf(tools, id, given)
  })

  app.post('/v1/reports/:id/token', async (request) => {
    await tools.limit('tokens', request.ip)
    const { id } = parse(idParams, request.params)
    const { receipt, key, blinded } = parse(redeemRequest, request.body)
    return redeem(tools, { id, receipt }, { key, blinded })
  })
}

/** What was sent, checked; or an error that names the field. */
export function parse<T>(schema: v.GenericSchema<unknown, T>, raw: unknown): T {
  const parsed = v.safeParse(schema, raw, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const where = v.getDotPath(issue) ?? 'the whole'
  throw new RequestError(400, `The request is refused: ${where} is wrong; see /openapi.json.`)
}
