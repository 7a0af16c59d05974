import type { PageRecord } from '../../engine/page/page-record.ts'
import { ask, isAlive } from './ask.ts'
import { Banner } from './banner.ts'
import { recordDocument } from './observe.ts'
import { Rest } from './rest.ts'

/** Milliseconds each look of a visit keeps from the one before. Their number is how often a visit is looked at. */
const GAPS = [0, 500, 5_000, 20_000]
/** Looks at one document, however often it navigates within itself. */
const MOST = 32

/** Looks at the page: at once, when it has settled if that is wanted, and after large changes; never without end. */
export class Looks {
  #visit = ''
  #number = 0
  #total = 0
  #isWanted = false
  #isBusy = false
  /** Whether another page than the one last looked at may be here by now. */
  #hasTurned = false
  readonly #banner = new Banner(
    () => void ask('dismiss', { visit: this.#visit }),
    () => void ask('report', { visit: this.#visit }),
  )
  readonly #rest = new Rest(() => this.#soon())

  /**
   * The page turned into another by itself. One that is still to be looked at once more is not begun anew: a page that
   * changes its address all the time would never be.
   */
  turn(): void {
    if (this.#isWanted && GAPS[this.#number] !== undefined) this.#hasTurned = true
    else this.begin(false)
  }

  /** A page was opened, came back from the back-forward cache, or turned into another by itself. */
  begin(isReady: boolean): void {
    this.#visit = newVisit()
    this.#number = 0
    this.#isWanted = true
    this.#rest.stop()
    this.#rest.watch()
    if (isReady) void this.#look(false)
    else this.#soon()
  }

  /** Waits until the page is at rest, then looks if there is still a reason to. */
  #soon(): void {
    const gap = GAPS[this.#number]
    if (gap === undefined || this.#total >= MOST) return this.#rest.stop()
    this.#rest.wait(gap, () => {
      if (this.#isWanted || this.#rest.isLarge) void this.#look(true)
    })
  }

  async #look(settled: boolean): Promise<void> {
    if (!isAlive()) return this.#end()
    if (this.#isBusy) return
    this.#isBusy = true
    this.#hasTurned = false
    this.#total++
    const visit = this.#visit
    const number = ++this.#number
    const record = this.#record()
    this.#rest.watch()
    const answer = record === null ? null : await ask('look', { visit, number, settled, record })
    this.#isBusy = false
    // The page became another while it was judged: the answer speaks of what is no longer there.
    if (visit !== this.#visit) return this.#soon()
    this.#isWanted = this.#hasTurned || (answer?.again ?? true)
    if (answer !== null) this.#banner.show(answer.banner)
    if (!isAlive()) return this.#end()
    this.#soon()
  }

  /** Null where the page could not be written down, as it then was: the next look may fare better. */
  #record(): PageRecord | null {
    try {
      return this.#banner.without(() => recordDocument(document))
    } catch (error) {
      console.warn(error)
      return null
    }
  }

  /** The extension is gone: leave nothing running. */
  #end(): void {
    this.#rest.stop()
    this.#banner.show(null)
  }
}

/** Random enough to tell visits apart, which is all that it is for; the page's scripts never get to see it. */
function newVisit(): string {
  const part = () => Math.random().toString(16).slice(2).padEnd(14, '0')
  return part() + part()
}
