import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const PAGES = join(import.meta.dirname, '../../pages')

/** A page of the invented newspaper, with its address and its file. */
export function page(name: string): { html: string; url: string; file: string } {
  const file = join(PAGES, name, 'page.html')
  const about: unknown = JSON.parse(readFileSync(join(PAGES, name, 'about.json'), 'utf8'))
  const { url } = v.parse(v.object({ url: v.string() }), about)
  return { html: readFileSync(file, 'utf8'), url, file }
}
