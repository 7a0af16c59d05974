/** What brings a page into a state, in either browser. Where a selector finds several, the first is meant. */
export interface Hands {
  /** Milliseconds without a change after which a page has come to rest, whichever tab stands in front of it. */
  rests: number
  /** A real click. */
  click(selector: string): Promise<void>
  /** Writes into an empty field. */
  fill(selector: string, text: string): Promise<void>
  /** Chooses a file of this machine. */
  choose(selector: string, path: string): Promise<void>
  /** Waits until there is something that a selector finds. */
  appears(selector: string): Promise<void>
  /** Runs the body of a function in the page. */
  run(body: string): Promise<unknown>
}
