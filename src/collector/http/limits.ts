import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RequestError } from './app.ts'

/** Requests of one neighbourhood in a minute, by what they ask for. */
export const PER_MINUTE = { reports: 120, tokens: 60, reading: 600, moderation: 300 } as const

export class Limits {
  readonly #limiters = new Map(
    Object.entries(PER_MINUTE).map(([name, points]) => [
      name,
      new RateLimiterMemory({ points, duration: 60 }),
    ]),
  )

  /** Throws where a neighbourhood asks for more than its share. */
  async take(name: keyof typeof PER_MINUTE, neighbourhood: string): Promise<void> {
    try {
      await this.#limiters.get(name)?.consume(neighbourhood)
    } catch (error) {
      if (error instanceof RateLimiterRes)
        throw new RequestError(429, 'Too many requests came from your network; try again in a minute.')
      throw error
    }
  }
}
