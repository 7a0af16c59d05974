import { createServer, type Server } from 'node:http'

/** Static files over HTTP. What is missing is a 404; among an extension's own files (`isPackage`) it gets no answer. */
export class FileServer {
  constructor(private readonly isPackage = false) {}

  readonly files = new Map<string, Uint8Array>()
  asked: string[] = []
  /** Sends bytes without end in place of this path. */
  endless = ''
  sent = 0
  /** Never answers for this path. */
  silent = ''
  /** Sends the beginning of this path, and no more. */
  stalling = ''
  readonly #server: Server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1)
    this.asked.push(path)
    if (path === this.silent) return
    if (path === this.stalling) return void response.write('{')
    if (path === this.endless) {
      const part = Buffer.alloc(65_536, 0x20)
      const more = () => {
        if (response.destroyed) return
        this.sent += part.length
        response.write(part, () => setImmediate(more))
      }
      return more()
    }
    const bytes = this.files.get(path)
    if (bytes === undefined && this.isPackage) return request.socket.destroy()
    response.writeHead(bytes === undefined ? 404 : 200)
    response.end(bytes)
  })

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no address')
    return `http://127.0.0.1:${address.port}/`
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
