import { BOUNDS } from './bounds.ts'
import type { Limit, Tokens } from './observation.ts'

/** Bounded sets of hashed features, one for each family. */
export class TokenSets {
  readonly #sets: Record<keyof Tokens, Set<number>> = {
    structure: new Set(),
    names: new Set(),
    links: new Set(),
    hosts: new Set(),
  }

  constructor(readonly onLimit: (limit: Limit) => void) {}

  add(family: keyof Tokens, token: number): void {
    const set = this.#sets[family]
    if (set.size < BOUNDS.tokens) set.add(token)
    else if (!set.has(token)) this.onLimit('tokens')
  }

  finish(): Tokens {
    const sorted = (set: Set<number>) => Array.from(Uint32Array.from(set).sort())
    return {
      structure: sorted(this.#sets.structure),
      names: sorted(this.#sets.names),
      links: sorted(this.#sets.links),
      hosts: sorted(this.#sets.hosts),
    }
  }
}
