import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { hasControls } from '../../engine/report/redact.ts'
import { DECISIONS, liftRule, moderatorOf, rule, suspendRule } from '../believe/moderate.ts'
import type { Tools } from '../collector.ts'
import { caseFile, wavesOf } from '../site/case.ts'
import { casePage, queuePage } from '../site/moderation-pages.tsx'
import { PAGE_HEADERS, STYLE } from '../site/page.tsx'
import { queueOf } from '../site/queue.ts'
import { type Status, statusAtom, statusChart, statusOf } from '../site/status.ts'
import { statusPage } from '../site/status-page.tsx'
import { RequestError } from './app.ts'
import { parse } from './report-routes.ts'

const reason = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(5),
  v.maxLength(300),
  v.check((text) => !hasControls(text)),
)
const rulingSchema = v.strictObject({ decision: v.picklist(DECISIONS), reason })
const suspendSchema = v.strictObject({
  rule: v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), v.maxLength(80)),
  reason,
})
const idSchema = v.object({ id: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)) })

const partSchema = v.object({
  page: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number)), '0'),
  all: v.optional(v.literal('1')),
})

/** Milliseconds that the public pages may be old: whoever asks, the database is asked once in that time. */
const FRESH = 30_000

/** The public status, and what moderators work with. */
export async function siteRoutes(app: FastifyInstance, tools: Tools): Promise<void> {
  await app.register(formbody)
  app.get('/style.css', (_, reply) => reply.type('text/css').send(STYLE))
  publicRoutes(app, tools)
  moderationRoutes(app, tools)
}

function publicRoutes(app: FastifyInstance, { database, now, limit }: Tools): void {
  let last: Promise<Status> | null = null
  let lastAt = 0
  const current = async (request: FastifyRequest) => {
    await limit('reading', request.ip)
    if (last === null || now() - lastAt > FRESH) {
      lastAt = now()
      last = statusOf(database, lastAt)
      last.catch(() => {
        last = null
      })
    }
    return last
  }
  app.get('/', async (request, reply) => reply.headers(PAGE_HEADERS).send(statusPage(await current(request))))
  app.get('/status.json', async (request) => current(request))
  app.get('/status.svg', async (request, reply) =>
    reply.type('image/svg+xml').send(statusChart(await current(request))),
  )
  app.get('/status.atom', async (request, reply) =>
    reply
      .type('application/atom+xml')
      .send(statusAtom(await current(request), `${request.protocol}://${request.host}`)),
  )
}

function moderationRoutes(app: FastifyInstance, { database, now, looks, limit }: Tools): void {
  app.get('/moderation', async (request, reply) => {
    await limit('moderation', request.ip)
    const moderator = await signedIn(request)
    if (moderator === null) return ask(reply)
    const { page, all } = parse(partSchema, request.query)
    const part = { page, isAll: all === '1' }
    const [queue, waves, suspended, liftings, audit] = await Promise.all([
      queueOf(database, { moderator: part.isAll ? null : moderator, page }),
      wavesOf(database, now()),
      database.selectFrom('suspended').selectAll().orderBy('rule').execute(),
      database.selectFrom('liftings').selectAll().orderBy('moderator').execute(),
      database.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(100).execute(),
    ])
    return reply.headers(PAGE_HEADERS).send(queuePage({ queue, part, waves, suspended, liftings, audit }))
  })

  app.get('/moderation/:id', async (request, reply) => {
    await limit('moderation', request.ip)
    if ((await signedIn(request)) === null) return ask(reply)
    const { id } = parse(idSchema, request.params)
    return reply.headers(PAGE_HEADERS).send(casePage(await caseFile(database, id)))
  })

  app.post('/moderation/:id', async (request, reply) => {
    await limit('moderation', request.ip)
    const moderator = await signedIn(request)
    if (moderator === null) return ask(reply)
    checkOrigin(request)
    const { id } = parse(idSchema, request.params)
    const { decision, reason } = parse(rulingSchema, request.body)
    await rule(database, { id, moderator, decision, reason }, { now: now(), looks })
    return reply.redirect(`/moderation/${id}`, 303)
  })

  app.post('/moderation/suspended', async (request, reply) => {
    await limit('moderation', request.ip)
    const moderator = await signedIn(request)
    if (moderator === null) return ask(reply)
    checkOrigin(request)
    await suspendRule(database, { ...parse(suspendSchema, request.body), moderator, now: now() })
    return reply.redirect('/moderation', 303)
  })

  app.post('/moderation/lifted', async (request, reply) => {
    await limit('moderation', request.ip)
    const moderator = await signedIn(request)
    if (moderator === null) return ask(reply)
    checkOrigin(request)
    await liftRule(database, { ...parse(suspendSchema, request.body), moderator, now: now() })
    return reply.redirect('/moderation', 303)
  })

  /** HTTP Basic (RFC 7617): a moderator's name and key. */
  async function signedIn({ headers }: FastifyRequest): Promise<string | null> {
    const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(headers.authorization ?? '')?.[1]
    if (encoded === undefined) return null
    const [name = '', key = ''] = Buffer.from(encoded, 'base64').toString().split(':', 2)
    return moderatorOf(database, name, key)
  }
}

const ask = (reply: {
  status(code: number): { header(name: string, value: string): { send(body: object): unknown } }
}) =>
  reply
    .status(401)
    .header('www-authenticate', 'Basic realm="Masthead moderation", charset="UTF-8"')
    .send({ error: 'Moderators sign in with their name and key.' })

/** The browser sends a moderator's key along with any form, also one on somebody else's page. */
function checkOrigin(request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== request.host)
    throw new RequestError(403, 'This form came from another site; nothing was decided.')
}
