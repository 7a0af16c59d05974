import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { hasControls } from '../../engine/report/redact.ts'
import { claimDomain, proveDomain } from '../believe/claims.ts'
import { answerAs, signAs } from '../believe/owners.ts'
import { voteSignature } from '../believe/signature-votes.ts'
import { tokenSchema } from '../believe/tokens.ts'
import type { Tools } from '../collector.ts'
import { DOMAIN_BOUND, RequestError } from './app.ts'
import { parse } from './report-routes.ts'

const params = v.object({
  domain: v.pipe(
    v.string(),
    v.toLowerCase(),
    v.maxLength(DOMAIN_BOUND),
    v.check((text) => !hasControls(text)),
  ),
})
const key = v.pipe(v.string(), v.maxLength(64))
const core = v.pipe(v.string(), v.maxLength(4_096))
export const answerRequest = v.strictObject({
  key,
  answer: v.pipe(
    v.string(),
    v.maxLength(300),
    v.check((text) => !hasControls(text)),
  ),
})
export const ownSignatureRequest = v.strictObject({ key, core })
export const voteRequest = v.strictObject({ token: tokenSchema, core })

/** Nothing, which may also be said by an empty object. */
export const claimRequest = v.optional(v.strictObject({}))
export const proofRequest = v.strictObject({ key })

/** What owners of sites do, and what readers say of sites that are well. */
export function ownerRoutes(app: FastifyInstance, tools: Tools): void {
  app.post('/v1/domains/:domain', async (request) => {
    const { nearby } = await tools.limit('tokens', request.ip)
    parse(claimRequest, request.body)
    return claimDomain(tools, parse(params, request.params).domain, nearby)
  })
  app.post('/v1/domains/:domain/proof', async (request) => {
    await tools.limit('tokens', request.ip)
    return proveDomain(tools, parse(params, request.params).domain, parse(proofRequest, request.body).key)
  })
  app.post('/v1/domains/:domain/answer', async (request) => {
    await tools.limit('tokens', request.ip)
    const { key, answer } = parse(answerRequest, request.body)
    await answerAs(tools, parse(params, request.params).domain, key, answer)
    return {}
  })
  app.post('/v1/domains/:domain/signature', async (request) => {
    await tools.limit('tokens', request.ip)
    const { key, core } = parse(ownSignatureRequest, request.body)
    await signAs(tools, parse(params, request.params).domain, key, core)
    return {}
  })
  app.post('/v1/signatures', async (request, reply) => {
    const from = await tools.limit('reports', request.ip)
    const { token, core } = parse(voteRequest, request.body)
    if ((await tools.tokens.standing(token)) === null)
      throw new RequestError(403, 'The token is forged or too old; ask for a new one.')
    const spent = createHash('sha256').update(token.nonce).digest('hex')
    const isNew = await voteSignature(tools, { ...from, core, token: spent, now: tools.now() })
    return reply.status(isNew ? 201 : 200).send({})
  })
}
