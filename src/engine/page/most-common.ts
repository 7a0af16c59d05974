/** Counts what comes again and again, and knows at any time what came most often. */
export class MostCommon {
  /** @param bound different ones that are counted; later ones are not. */
  constructor(readonly bound: number) {}

  readonly #times = new Map<string, number>()
  #most = { text: '', times: 0 }

  add(text: string): void {
    const known = this.#times.get(text)
    if (known === undefined && this.#times.size >= this.bound) return
    const times = (known ?? 0) + 1
    this.#times.set(text, times)
    if (times > this.#most.times) this.#most = { text, times }
  }

  get most(): { text: string; times: number } {
    return this.#most
  }
}
