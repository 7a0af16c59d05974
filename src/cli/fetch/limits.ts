import { isPublic } from './addresses.ts'
import type { MayConnect } from './connector.ts'

export interface FetchLimits {
  /** Milliseconds for everything, redirects and body included. */
  time: number
  /** Bytes of the body, unpacked. */
  bytes: number
  redirects: number
  mayConnect: MayConnect
  /** Asked before a redirect is followed to another host; where it throws `HostBusy`, so does the fetch. */
  enter?(host: string): Promise<void>
}

export const FETCH_LIMITS: FetchLimits = {
  time: 30_000,
  bytes: 10_000_000,
  redirects: 5,
  mayConnect: isPublic,
}

/** The usual limits; private addresses are fetched from only where somebody allowed that. */
export const limitsOf = (allowPrivate: boolean): FetchLimits =>
  allowPrivate ? { ...FETCH_LIMITS, mayConnect: () => true } : FETCH_LIMITS
