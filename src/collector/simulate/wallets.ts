import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { Token } from '../believe/tokens.ts'
import type { Mint } from './mint.ts'

/** What is blinded in place of a message: the collector signs it like all others, and nobody can use what comes back. */
const BLINDED = `${'0'.repeat(511)}2`
const AT_ONCE = 32
const outcomeSchema = v.object({ outcome: v.string() })
const FINAL = new Set(['not-confirmed', 'restored'])

/** A report whose outcome a reader waits for. */
interface Waiting {
  id: string
  receipt: string
  reader: number
  standing: number
  isLie: boolean
}

export interface WalletOptions {
  app: FastifyInstance
  mint: Mint
  addressOf(reader: number): string
  /** Name of the key that now signs tokens of a class. */
  keyOf(standing: number): Promise<string>
}

/**
 * The tokens of all readers, as their browsers come by them: those of newcomers out of the day's share of their network,
 * better ones in return for reports that turned out right, by the collector's own word and no other. Liars do the same.
 */
export class Wallets {
  readonly #tokens = new Map<number, number[]>()
  #waiting: Waiting[] = []
  /** Better tokens that were earned, and newcomers' tokens that a network had no more of. */
  readonly earned = { honest: 0, liars: 0, refused: 0 }

  constructor(private readonly options: WalletOptions) {}

  /** The best token of a reader, or null where their network has no more for today. */
  async spend(reader: number): Promise<{ token: Token; standing: number } | null> {
    const { mint } = this.options
    const own = this.#tokens.get(reader) ?? []
    const best = own.sort((a, b) => b - a).shift()
    if (best !== undefined) return { token: await mint.token(best), standing: best }
    const answer = await this.#ask(reader, 'POST', '/v1/tokens', { blinded: [BLINDED] })
    if (answer.statusCode === 200) return { token: await mint.token(0), standing: 0 }
    this.earned.refused++
    return null
  }

  /** A report was taken: what becomes of it is asked later. */
  wait(report: Waiting): void {
    this.#waiting.push(report)
  }

  /** What every browser does now and then: asks after reports, and has better tokens for those that were right. */
  async tend(): Promise<void> {
    const still: Waiting[] = []
    for (let from = 0; from < this.#waiting.length; from += AT_ONCE) {
      const some = this.#waiting.slice(from, from + AT_ONCE)
      const done = await Promise.all(some.map((report) => this.#ended(report)))
      still.push(...some.filter((_, i) => done[i] !== true))
    }
    this.#waiting = still
  }

  /** Whether nothing more comes of a report. */
  async #ended(report: Waiting): Promise<boolean> {
    const { id, receipt, reader, standing, isLie } = report
    const asked = await this.#ask(reader, 'GET', `/v1/reports/${id}`, null, receipt)
    const { outcome } = v.parse(outcomeSchema, asked.json())
    if (outcome !== 'confirmed' && outcome !== 'restored') return FINAL.has(outcome)
    const next = Math.min(standing + 1, 2)
    const key = await this.options.keyOf(next)
    const body = { receipt, key, blinded: BLINDED }
    const answer = await this.#ask(reader, 'POST', `/v1/reports/${id}/token`, body)
    if (answer.statusCode !== 200) return true
    this.#tokens.set(reader, [...(this.#tokens.get(reader) ?? []), next])
    this.earned[isLie ? 'liars' : 'honest']++
    return true
  }

  #ask(reader: number, method: 'GET' | 'POST', url: string, body: object | null, receipt = '') {
    return this.options.app.inject({
      method,
      url,
      remoteAddress: this.options.addressOf(reader),
      headers: receipt === '' ? {} : { authorization: `Receipt ${receipt}` },
      ...(body === null ? {} : { payload: body }),
    })
  }
}
