import type { Random } from '../attacks/random.ts'
import type { StressPage } from './page.ts'

/** One way of writing a page so that a reader still sees what it says and a program does not. */
export interface Disguise {
  name: string
  /** What is done, in half a sentence. */
  about: string
  /** Changes the page in place; false where there is nothing on it to change. */
  change(page: StressPage, random: Random): boolean
}

/** What is put into a healthy page where nobody sees it: it must not count. */
export interface Hiding {
  name: string
  about: string
  hide(page: StressPage, message: string): void
}
