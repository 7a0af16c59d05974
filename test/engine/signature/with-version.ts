import * as v from 'valibot'
import { hashText } from '../../../src/engine/page/hash.ts'

const schema = v.looseObject({ sites: v.array(v.object({ host: v.string(), signature: v.string() })) })

/** A file of sites whose first was written by the first release, which is read no more, and where `damage` is not 0, altered since. */
export function withVersion(file: string, damage = 0): string {
  const raw: unknown = JSON.parse(file)
  const { sites, ...head } = v.parse(schema, raw)
  const listed = sites.map(({ host, signature }, index) => {
    if (index > 0) return { host, signature }
    const bytes = Buffer.from(signature, 'base64')
    bytes[3] = 1
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ damage
    return { host, signature: bytes.toString('base64') }
  })
  const text = listed.map(({ host, signature }) => `${host} ${signature}\n`).join('')
  return JSON.stringify({ ...head, checksum: hashText(text).toString(16).padStart(8, '0'), sites: listed })
}
