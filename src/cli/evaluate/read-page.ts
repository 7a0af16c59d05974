import { readFileSync } from 'node:fs'
import { decodePage } from '../../decode/decode-page.ts'

/** The page in a file, its bytes read as a browser would. */
export const readPageFile = (path: string): string => decodePage(readFileSync(path))
