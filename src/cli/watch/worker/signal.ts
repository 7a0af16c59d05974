/** Wakes who waits for something to change; a change while nobody waits is not missed. */
export class Signal {
  #isGiven = false
  #wake: (() => void) | null = null

  give(): void {
    this.#isGiven = true
    this.#wake?.()
  }

  /** Waits for the signal, at most so many milliseconds. */
  async wait(most: number): Promise<void> {
    if (!this.#isGiven)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, most)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    this.#wake = null
    this.#isGiven = false
  }
}
