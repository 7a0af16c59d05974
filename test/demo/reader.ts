import type { StoredVisit } from '../../src/cli/browser/stored.ts'

/** A browser with the extension in it, as somebody uses it who reads the news. */
export interface Reader {
  readonly name: string
  goto(url: string): Promise<void>
  /** Address of the tab: the page's, or that of the extension's warning. */
  location(): Promise<string>
  /** What the extension remembers, oldest first. */
  visits(): Promise<StoredVisit[]>
  /** A picture of the page, as PNG. */
  picture(): Promise<Buffer>
  /** A picture of the warning that stands in the page's place, once it is drawn. */
  warning(): Promise<Buffer>
  /** A picture of what the icon opens over this page. */
  popup(): Promise<Buffer>
  /** Resolves when the window was closed by whoever sits before it. */
  closed(): Promise<void>
  close(): Promise<void>
}
