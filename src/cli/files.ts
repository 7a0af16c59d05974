import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type Result, refuse } from '../engine/feed/result.ts'

/** What the system says of files, in words that end "… cannot be read: ". */
const REASONS: Record<string, string> = {
  EACCES: 'you have no right to',
  EPERM: 'you have no right to',
  EISDIR: 'it is a folder',
  EEXIST: 'something else of that name is there',
  ENOTDIR: 'a part of its path is no folder',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
  EROFS: 'its disk takes no changes',
  ENOSPC: 'its disk is full',
  EDQUOT: 'your share of its disk is full',
  EMFILE: 'too many files are open',
}

/** All of a file; or one sentence that ends with the advice. */
export function tryReading(file: string, advice: string): Result<Uint8Array<ArrayBuffer>> {
  try {
    return { ok: true, value: readFileSync(file) }
  } catch (error) {
    return refuse(`${file} cannot be read: ${whyUnread(error)}; ${advice}.`)
  }
}

/** The same where nothing goes on without it: throws the sentence. */
export function readWhole(file: string, advice: string): Uint8Array<ArrayBuffer> {
  const read = tryReading(file, advice)
  if (read.ok) return read.value
  throw new Error(read.error)
}

/** The same, as text. */
export const readText = (file: string, advice: string): string =>
  new TextDecoder().decode(readWhole(file, advice))

/** Writes all of a file; throws one sentence. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  writing(file, () => writeFileSync(file, content))
}

/** Throws one sentence where a file could not be written, before the work whose fruit it is to hold; changes nothing. */
export function tryWriting(file: string): void {
  writing(file, () => {
    const wasThere = existsSync(file)
    closeSync(openSync(file, 'a'))
    // Where it is a link, what it leads to was made, and the link is somebody's own.
    if (!wasThere) rmSync(realpathSync(file))
  })
}

/** Writes a file that was not there, where only its owner may read it; throws one sentence. */
export function writeSecret(file: string, content: string): void {
  writing(file, () => writeFileSync(file, content, { mode: 0o600, flag: 'wx' }))
}

/** Puts a file in place at once: whoever reads it, as a web server does, never gets half of it. Throws one sentence. */
export function replaceWhole(file: string, content: Uint8Array): void {
  const next = `${file}.new`
  writing(file, () => {
    writeFileSync(next, content)
    try {
      renameSync(next, file)
    } catch (error) {
      rmSync(next, { force: true })
      throw error
    }
  })
}

function writing(file: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new Error(`${file} is there already and is not written over; name another file.`)
    throw new Error(
      `${file} cannot be written: ${whyUnwritten(error)}; name another file, or put that right.`,
    )
  }
}

/** An error of the system about a file as one sentence, where nobody said it better; null for other errors. */
export function fileSentence(error: unknown): string | null {
  if (!(error instanceof Error && 'path' in error && typeof error.path === 'string')) return null
  return `${error.path} cannot be used: ${whyNot(error, 'there is nothing of that name')}; name another, or put that right.`
}

/** Why a file could not be read, as the end of a sentence. */
export const whyUnread = (error: unknown): string => whyNot(error, 'there is no such file')

/** Why a file could not be written, as the end of a sentence. */
export const whyUnwritten = (error: unknown): string => whyNot(error, 'its folder is not there')

/** Why something could not be done with a file, as the end of a sentence. */
function whyNot(error: unknown, missing: string): string {
  const code = codeOf(error)
  const known = code === 'ENOENT' ? missing : REASONS[code]
  return known ?? (error instanceof Error ? error.message : String(error))
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
