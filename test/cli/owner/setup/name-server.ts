import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { decode, encode } from 'dns-packet'

export interface NameServer {
  /** What to ask it by: an address and a port. */
  address: string
  /** Text records by name; a name that has none does not exist. */
  records: Map<string, string[]>
  /** Questions so far. */
  readonly asked: number
  close(): void
}

/** A name server on this machine that knows text records only. */
export async function startNameServer(): Promise<NameServer> {
  const records = new Map<string, string[]>()
  const socket = createSocket('udp4')
  let asked = 0
  socket.on('message', (message, { port, address }) => {
    asked++
    const { id, questions = [] } = decode(message)
    const texts = questions.flatMap(({ name }) => (records.get(name) ?? []).map((data) => ({ name, data })))
    const answer = encode({
      type: 'response',
      id: id ?? 0,
      // Recursion is available; 3 says that there is no such name.
      flags: 0x0080 | (texts.length === 0 ? 3 : 0),
      questions,
      answers: texts.map(({ name, data }) => ({ type: 'TXT', class: 'IN', ttl: 60, name, data })),
    })
    socket.send(answer, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    records,
    get asked() {
      return asked
    },
    close: () => socket.close(),
  }
}
