import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { whyUnread } from '../files.ts'

const PAGE = /\.(?:html?|xhtml)$/i

/** What an argument stands for: an address, the pages of a file or folder, or one sentence on why there are none. */
export type Target = { url: string } | { file: string } | { target: string; error: string }

export function targetsOf(argument: string): Target[] {
  if (/^https?:\/\//i.test(argument)) return [{ url: argument }]
  const stats = statsOf(argument)
  if ('error' in stats) return [stats]
  return stats.isDirectory() ? pagesIn(argument) : [{ file: argument }]
}

function pagesIn(folder: string): Target[] {
  const pages = below(folder)
  if (pages.length > 0) return pages
  return [{ target: folder, error: 'The folder holds no page (.html, .htm or .xhtml).' }]
}

/** The pages of a folder and of those in it. One that cannot be read keeps nobody from the others. */
function below(folder: string): Target[] {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    return [unreadable(folder, error)]
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): Target[] => {
      const path = join(folder, entry.name)
      // A link to a folder is not followed: it may lead in a circle.
      if (entry.isDirectory()) return below(path)
      return PAGE.test(entry.name) ? pageAt(path) : []
    })
}

function pageAt(file: string): Target[] {
  const stats = statsOf(file)
  if ('error' in stats) return [stats]
  return stats.isFile() ? [{ file }] : []
}

function statsOf(path: string): Stats | { target: string; error: string } {
  try {
    return statSync(path)
  } catch (error) {
    return unreadable(path, error)
  }
}

function unreadable(target: string, error: unknown) {
  return {
    target,
    error: `It cannot be read: ${whyUnread(error)}; name a file, a folder or an http address.`,
  }
}
