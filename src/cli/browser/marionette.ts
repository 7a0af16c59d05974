import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import * as v from 'valibot'

const replySchema = v.tuple([
  v.literal(1),
  v.number(),
  v.nullable(v.object({ error: v.string(), message: v.string() })),
  v.unknown(),
])

/** Milliseconds a command may take, more than a script in a page may; a machine that is busy takes its time. */
const PATIENCE = 40_000

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Speaks Firefox's own remote protocol: length-prefixed JSON over a local socket, one answer to each command. */
export class Marionette {
  #buffer = Buffer.alloc(0)
  #lastId = 0
  readonly #waiting = new Map<number, Waiting>()

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => this.#receive(chunk))
    socket.on('close', () => this.#fail('Firefox closed the connection.'))
    socket.on('error', (error) => this.#fail(`The connection to Firefox broke: ${error.message}.`))
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new Marionette(socket)
  }

  /** Sends a command and gives what it answered, within so many milliseconds. */
  send(command: string, parameters: object = {}, patience = PATIENCE): Promise<unknown> {
    const id = ++this.#lastId
    const body = JSON.stringify([0, id, command, parameters])
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id)
        reject(new Error(`Firefox did not answer ${command} within ${patience / 1_000} seconds.`))
      }, patience)
      const settle = <T>(by: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer)
          by(value)
        }
      }
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
      this.socket.write(`${Buffer.byteLength(body)}:${body}`)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  #receive(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk])
    for (;;) {
      const colon = this.#buffer.indexOf(':')
      if (colon < 0) return
      const end = colon + 1 + Number(this.#buffer.subarray(0, colon).toString('latin1'))
      if (this.#buffer.length < end) return
      const message: unknown = JSON.parse(this.#buffer.subarray(colon + 1, end).toString('utf8'))
      this.#buffer = this.#buffer.subarray(end)
      this.#settle(message)
    }
  }

  #settle(message: unknown): void {
    const reply = v.safeParse(replySchema, message)
    // The first thing Firefox sends is its greeting, which answers nothing.
    if (!reply.success) return
    const [, id, error, value] = reply.output
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error === null) waiting?.resolve(value)
    else waiting?.reject(new Error(`Firefox refused a command: ${error.error}: ${error.message}`))
  }

  #fail(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(why))
    this.#waiting.clear()
  }
}
