import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** An HTTP server on the loopback address, at any free port or a given one. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
): Promise<{ server: Server; port: number; url: string }> {
  const server = createServer(handle)
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { server, port: address.port, url: `http://127.0.0.1:${address.port}/` }
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  if (server.listening) await once(server.close(), 'close')
}
