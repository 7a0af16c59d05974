import { once } from 'node:events'
import {
  request as ask,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { selfSignedCertificate } from './certificate.ts'

/** What a site answers. */
export interface SiteAnswer {
  status?: number
  headers?: Record<string, string>
  body?: string | Uint8Array
}

/** Gives the answer for an address, or null where nothing is there. */
export type Site = (url: URL, headers: IncomingHttpHeaders) => SiteAnswer | null | Promise<SiteAnswer | null>

export interface SiteServer {
  httpPort: number
  httpsPort: number
  close(): Promise<void>
}

/**
 * A web server on this machine that is every host at once: browsers whose name resolution leads here visit real
 * names, over http and https, without a network. What is asked of a host in `relayed` goes to the address given there.
 */
export async function startSiteServer(
  site: Site,
  relayed: ReadonlyMap<string, string> = new Map(),
): Promise<SiteServer> {
  const answer = (scheme: string) => (request: IncomingMessage, response: ServerResponse) => {
    const address = relayed.get(request.headers.host?.replace(/:\d+$/, '') ?? '')
    void (address === undefined
      ? respond(site, scheme, request, response)
      : relay(address, request, response))
  }
  const plain = createServer(answer('http'))
  const secure = createSecureServer(await selfSignedCertificate(), answer('https'))
  const [httpPort, httpsPort] = await Promise.all([listen(plain), listen(secure)])
  return {
    httpPort,
    httpsPort,
    close: async () => {
      await Promise.all([shut(plain), shut(secure)])
    },
  }
}

async function respond(site: Site, scheme: string, request: IncomingMessage, response: ServerResponse) {
  try {
    // Not resolved against the host: a path may begin with two slashes, and is no host then.
    const url = new URL(`${scheme}://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`)
    url.port = ''
    const { status = 200, headers = {}, body = '' } = (await site(url, request.headers)) ?? { status: 404 }
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  } catch (error) {
    // A site that fails is a page that fails, never the end of the server.
    response.destroy(error instanceof Error ? error : undefined)
  }
}

/** Hands a request on as it came, and its answer back. */
async function relay(address: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url = '/', headers } = request
  const onward = ask(new URL(url, address), { method, headers })
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    pipeline(answer, response).catch(() => response.destroy())
  })
  await pipeline(request, onward).catch(() => response.destroy())
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return portOf(server.address())
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The local web server has no port.')
  return address.port
}

async function shut(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
