import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { REPORT_BOUNDS } from '../../engine/report/report.ts'
import { NotTakenError } from '../intake/batch.ts'
import type { Metrics } from '../metrics.ts'

/** Bytes of a body: a report with its picture. */
const BODY_BOUND = REPORT_BOUNDS.screenshot + 4 * REPORT_BOUNDS.json

/** Letters of the longest domain there can be (RFC 1035). */
export const DOMAIN_BOUND = 253

/** Something that a request asked for wrongly; its message is for the sender. */
export class RequestError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 422 | 429,
    message: string,
  ) {
    super(message)
  }
}

/**
 * A server that answers errors in one sentence and logs neither addresses nor what was asked for: only the route,
 * the status and the time it took.
 */
export function makeApp(logger: Logger, metrics: Metrics, trustProxy: number): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_BOUND,
    trustProxy: (_, hop) => hop < trustProxy,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: DOMAIN_BOUND },
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const status = String(reply.statusCode)
    metrics.requests.observe({ route, status }, reply.elapsedTime / 1_000)
    logger.info({ method: request.method, route, status, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
  app.setNotFoundHandler((_, reply) => reply.status(404).send({ error: 'There is nothing at this address.' }))
  app.setErrorHandler((error, request, reply) => answerError(logger, error, request, reply))
  return app
}

function answerError(
  logger: Logger,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof RequestError) return reply.status(error.status).send({ error: error.message })
  if (error instanceof NotTakenError || isFromDatabase(error)) {
    logger.error({ route: request.routeOptions.url, cause: messageOf(error) }, 'the database does not answer')
    return reply
      .status(503)
      .header('retry-after', '30')
      .send({ error: 'The collector cannot write at the moment; send it again later.' })
  }
  const status = statusOf(error)
  if (status >= 400 && status < 500) return reply.status(status).send({ error: clientError(status) })
  logger.error({ route: request.routeOptions.url, cause: messageOf(error) }, 'failed')
  return reply.status(500).send({ error: 'The collector failed; this is logged.' })
}

function clientError(status: number): string {
  switch (status) {
    case 413:
      return `The body is larger than ${BODY_BOUND} bytes; send less.`
    case 415:
      return 'The body is not of a known type; send application/json.'
    default:
      return 'The request is not understood; see /openapi.json.'
  }
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500

/** PostgreSQL's own errors carry a five-letter state; a lost connection has the system's code or says that it ended. */
function isFromDatabase(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    /^[0-9A-Z]{5}$/.test(code) ||
    /^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOENT)$/.test(code) ||
    /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout)/.test(
      error.message,
    )
  )
}

/** What went wrong, with what lies behind it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message} (${messageOf(error.cause)})`
}
