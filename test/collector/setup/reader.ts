import { randomBytes, randomUUID, webcrypto } from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import type { FastifyInstance } from 'fastify'
import type { Token } from '../../../src/collector/believe/tokens.ts'
import type { Report } from '../../../src/engine/report/report.ts'

const suite = RSABSSA.SHA384.PSS.Deterministic()
const { subtle } = webcrypto

/** A report as a reader's browser builds it. */
export function reportOn(host: string, at: number, change: Partial<Report> = {}): Report {
  return {
    version: 1,
    id: randomUUID(),
    kind: 'defaced',
    url: `https://${host}/`,
    at: Math.floor(at / 60_000) * 60_000,
    verdict: { kind: 'suspect', points: 3, fingerprint: '0badcafe' },
    signs: [{ sign: 'claim', bits: 3.7, words: ['hacked by the example crew'] }],
    sketch: { text: [], structure: [] },
    note: '',
    screenshot: '',
    ...change,
  }
}

/** Somebody who reports from an address, over HTTP, as the extension does. */
export class Reader {
  constructor(
    readonly app: FastifyInstance,
    readonly address: string,
  ) {}

  async get(url: string, headers: Record<string, string> = {}) {
    return this.app.inject({ method: 'GET', url, headers, remoteAddress: this.address })
  }

  async post(url: string, body: unknown) {
    return this.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
      remoteAddress: this.address,
    })
  }

  /** A token that the collector signed without seeing it. */
  async token(): Promise<Token> {
    return this.unblinded(0, async (blinded) => {
      const answer = await this.post('/v1/tokens', { blinded: [blinded] })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json().tokens[0]
    })
  }

  async unblinded(
    standing: number,
    sign: (blinded: string, key: string) => Promise<{ key: string; signature: string }>,
  ): Promise<Token> {
    const { keys } = (await this.get('/v1/tokens/keys')).json()
    const spki = Buffer.from(keys[standing].spki, 'base64')
    const key = await subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])
    const nonce = randomBytes(32)
    const { blindedMsg, inv } = await suite.blind(key, nonce)
    const signed = await sign(Buffer.from(blindedMsg).toString('hex'), keys[standing].key)
    const signature = await suite.finalize(key, nonce, Buffer.from(signed.signature, 'hex'), inv)
    return {
      key: signed.key,
      nonce: nonce.toString('hex'),
      signature: Buffer.from(signature).toString('hex'),
    }
  }

  async report(report: Report) {
    return this.post('/v1/reports', { token: await this.token(), report })
  }

  async outcome(id: string, receipt: string) {
    return this.get(`/v1/reports/${id}`, { authorization: `Receipt ${receipt}` })
  }
}
