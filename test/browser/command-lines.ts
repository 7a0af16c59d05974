import { readdirSync, readFileSync } from 'node:fs'

/** The command lines of all browsers on this machine whose profile lies in a folder. */
export const browsersIn = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')]
      } catch {
        // It has ended meanwhile.
        return []
      }
    })
    .filter((line) => line.includes('--user-data-dir') && line.includes(folder))
