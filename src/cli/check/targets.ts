import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = /\.(?:html?|xhtml)$/i

/** What an argument stands for: an address, the pages of a file or folder, or one sentence on why there are none. */
export type Target = { url: string } | { file: string } | { target: string; error: string }

export function targetsOf(argument: string): Target[] {
  if (/^https?:\/\//i.test(argument)) return [{ url: argument }]
  try {
    if (!statSync(argument).isDirectory()) return [{ file: argument }]
    const pages = readdirSync(argument, { recursive: true, encoding: 'utf8' })
      .filter((name) => PAGE.test(name))
      .map((name) => join(argument, name))
      .filter((path) => statSync(path).isFile())
      .sort()
    if (pages.length > 0) return pages.map((file) => ({ file }))
    return [{ target: argument, error: 'The folder holds no page (.html, .htm or .xhtml).' }]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [
      { target: argument, error: `It cannot be read (${why}); name a file, a folder or an http address.` },
    ]
  }
}
