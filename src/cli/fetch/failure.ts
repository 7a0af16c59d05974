import { plain } from '../texts.ts'
import { RefusedAddress } from './connector.ts'

/** Something about the answer itself that ends the look: its message is the end of a sentence. */
export class BadAnswer extends Error {}

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOTFOUND|EAI_|ENODATA)/, 'its name does not resolve; check the spelling or the name server'],
  [/^ECONNREFUSED$/, 'nothing answers at its port'],
  [/^(?:EHOSTUNREACH|ENETUNREACH)$/, 'there is no way to its network'],
  [/^(?:ETIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'it did not answer in time'],
  [/CERT|^ERR_(?:TLS|SSL)|^EPROTO$|SELF_SIGNED|ISSUER/, 'its certificate or encryption is not in order'],
  [/^UND_ERR_HEADERS_OVERFLOW$/, 'its headers are too long'],
  [/^Z_|^ERR_(?:_ERROR|BROTLI)/, 'its compressed body is damaged'],
  [/^(?:ECONNRESET|UND_ERR_SOCKET|EPIPE)$/, 'it ended the connection before the page was complete'],
  [/^(?:HPE_|UND_ERR_)/, 'its answer is not proper HTTP'],
]

/** Why an address could not be fetched, as one sentence. */
export function failure(url: string, error: unknown): string {
  return `${url} could not be fetched: ${why(error)}.`
}

function why(error: unknown): string {
  for (const one of causes(error)) {
    if (one instanceof BadAnswer || one instanceof RefusedAddress) return one.message
    if (one.name === 'TimeoutError') return 'it took longer than allowed'
    if (one.name === 'HTTPParserError') return 'its answer is not proper HTTP'
    const code = 'code' in one && typeof one.code === 'string' ? one.code : ''
    const sentence = SENTENCES.find(([pattern]) => pattern.test(code))?.[1]
    if (sentence !== undefined) return `${sentence} (${code})`
  }
  // "fetch failed" says nothing; what made it fail does.
  const innermost = causes(error).at(-1)
  return plain(innermost?.message ?? String(error)).replace(/\.$/, '')
}

/** An error and what caused it, the innermost last; several attempts to connect count by their first. */
function causes(error: unknown): Error[] {
  if (!(error instanceof Error)) return []
  const tried: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  return [error, ...causes(error.cause ?? tried)]
}
