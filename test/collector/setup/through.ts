import Fastify, { type FastifyInstance } from 'fastify'

/** A server that only passes on what it is asked: readers of the tests reach a process through it. */
export function through(url: string): FastifyInstance {
  const app = Fastify()
  app.all('/*', async (request, reply) => {
    const answer = await fetch(`${url}${request.url}`, {
      method: request.method,
      headers: {
        'content-type': 'application/json',
        authorization: request.headers.authorization ?? '',
        'x-forwarded-for': request.ip,
      },
      ...(request.method === 'GET' ? {} : { body: JSON.stringify(request.body) }),
    })
    return reply
      .status(answer.status)
      .type('application/json')
      .send(await answer.text())
  })
  return app
}
