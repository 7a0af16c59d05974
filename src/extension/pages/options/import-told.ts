import type { ImportResult } from '../../messages.ts'
import { text } from '../../texts.ts'
import { number } from '../localise.ts'

/** What is said of the sites of a file that were not taken in, if there are any. */
export const notTaken = ({ noRoom, otherVersion }: ImportResult): string[] => [
  ...(noRoom.length > 0 ? [text('import_no_room', number(noRoom.length))] : []),
  ...(otherVersion.length > 0 ? [text('import_other_version', number(otherVersion.length))] : []),
]
