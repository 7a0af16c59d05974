import { readFileSync } from 'node:fs'

/** What the browser put into the reader's folder. */
export interface SavedFile {
  name: string
  text: string
}

/** One tab, or the popup: what a reader can do in either browser, and see. */
export interface View {
  location(): Promise<string>
  /** The visible text. */
  text(): Promise<string>
  /** A real click on the button, link or fold that says something. */
  press(words: string): Promise<void>
  /** Writes into the first field that a selector finds, as typing does. */
  fill(selector: string, value: string): Promise<void>
  /** The same click, on what hands over a file; gives the file as it lies on the disk then. */
  saves(words: string): Promise<SavedFile>
  /** Chooses a file of this machine in the first field for one that a selector finds. */
  choose(selector: string, file: string): Promise<void>
  /** A picture of it, or of the first element that a selector finds, as PNG. */
  picture(selector?: string): Promise<Buffer>
  /** Runs a function body in it and gives what it returns. */
  run(body: string): Promise<unknown>
  close(): Promise<void>
}

export interface DriverOptions {
  /** What is installed: a folder, or an archive where the browser takes one. */
  extension?: string
  /** Leaves the page open that greets a new reader. */
  keepsWelcome?: boolean
  /** Asks for permissions, as browsers do; where nobody asks, they are had. */
  asks?: boolean
}

/** A real browser with the extension in it, as far as the flows need one. */
export interface Driver {
  /** Address of one of the extension's own files. */
  url(path: string): string
  /** Opens an address in a new tab, in front. */
  open(url: string): Promise<View>
  /** The same in a new window. */
  openInWindow(url: string): Promise<View>
  /** The tab that opened by itself at an address with some part in it. */
  opened(part: string): Promise<View>
  /** The popup as a click on the icon opens it over the tab in front. */
  popup(): Promise<View>
  /** Allows what the browser just asked for. */
  allow(): Promise<void>
  /** Addresses of all tabs. */
  addresses(): Promise<string[]>
  /** Addresses of what stands in the frames of a view, as the browser shows it. */
  frames(view: View): Promise<string[]>
  /** The words of the banner in a view; empty where there is none. */
  banner(view: View): Promise<string>
  /** Closes the banner by a real click, or by a real key. */
  closeBanner(view: View, how: 'click' | 'Escape'): Promise<void>
  /** Presses what reports the page in the banner, by a real click. */
  reportInBanner(view: View): Promise<void>
  /** Everything in one store of the extension's database. */
  stored(store: string): Promise<unknown>
  close(): Promise<void>
}

const english: Record<string, { message: string }> = JSON.parse(
  readFileSync(new URL('../../../src/extension/public/_locales/en/messages.json', import.meta.url), 'utf8'),
)

/** What the extension says in English under a key. */
export function words(key: string): string {
  const message = english[key]?.message
  if (message === undefined) throw new Error(`There is no text "${key}".`)
  return message
}

/** Finds what a reader would press by what it says. No text has a double quote in it. */
export const pressable = (said: string): string =>
  ['button', 'a', 'summary'].map((tag) => `//${tag}[normalize-space()="${said}"]`).join(' | ')
