import { listen } from './listen.ts'

export interface Received {
  headers: Record<string, unknown>
  body: string
}

/** A webhook receiver that can be down, or asked to do something before it answers. */
export async function openReceiver() {
  const receiver = {
    status: 200,
    received: [] as Received[],
    beforeAnswer: () => {},
  }
  const { server, url } = await listen((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      receiver.received.push({ headers: request.headers, body })
      receiver.beforeAnswer()
      response.writeHead(receiver.status).end()
    })
  })
  return Object.assign(receiver, { server, url })
}
