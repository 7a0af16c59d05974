/** What is wrong with a file, for whoever says it in other languages; the params are places, names and numbers in it. */
export interface FileFault {
  what: 'foreign' | 'part' | 'version' | 'damaged' | 'site'
  params: string[]
}

/** Why a file is not taken: a sentence, and the same as a fault. */
export interface RefusedFile {
  ok: false
  error: string
  fault: FileFault
}

/** A file that is not taken: why, as the end of a sentence, and what that is. */
export function refuseFile(why: string, what: FileFault['what'], ...params: string[]): RefusedFile {
  return { ok: false, error: `The file is not imported: ${why}.`, fault: { what, params } }
}

/** A file of another version than the one that is read here. */
export const refuseVersion = (version: number, own: number): RefusedFile =>
  refuseFile(
    `it is of version ${version} and this program reads version ${own}`,
    'version',
    `${version}`,
    `${own}`,
  )

/** A file in which something is not as it was written; null stands for the whole, and so does what says whose it is. */
export function refusePart(place: string | null): RefusedFile {
  const why = `${place ?? 'the whole'} is not as Masthead writes it`
  return place === null || place === 'format' ? refuseFile(why, 'foreign') : refuseFile(why, 'part', place)
}
