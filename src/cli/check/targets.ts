import { readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = /\.(?:html?|xhtml)$/i

/** What an argument stands for: an address, the pages of a file or folder, or one sentence on why there are none. */
export type Target = { url: string } | { file: string } | { target: string; error: string }

export function targetsOf(argument: string): Target[] {
  if (/^https?:\/\//i.test(argument)) return [{ url: argument }]
  const stats = statsOf(argument)
  if ('error' in stats) return [stats]
  return stats.isDirectory() ? pagesIn(argument) : [{ file: argument }]
}

/** The pages of a folder and those below. One that cannot be read keeps nobody from the others. */
function pagesIn(folder: string): Target[] {
  let names: string[]
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch (error) {
    return [unreadable(folder, error)]
  }
  const pages = names
    .filter((name) => PAGE.test(name))
    .sort()
    .flatMap((name): Target[] => {
      const file = join(folder, name)
      const stats = statsOf(file)
      if ('error' in stats) return [stats]
      return stats.isFile() ? [{ file }] : []
    })
  if (pages.length > 0) return pages
  return [{ target: folder, error: 'The folder holds no page (.html, .htm or .xhtml).' }]
}

function statsOf(path: string): Stats | { target: string; error: string } {
  try {
    return statSync(path)
  } catch (error) {
    return unreadable(path, error)
  }
}

function unreadable(target: string, error: unknown) {
  const why = error instanceof Error ? error.message : String(error)
  return { target, error: `It cannot be read (${why}); name a file, a folder or an http address.` }
}
