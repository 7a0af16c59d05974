/** Whose turn it is at a host: one at a time, and a pause after each. Nobody here waits for anybody. */
export interface Turns {
  /** Takes all of the hosts or none; false where one of them is taken, has its pause, or is awaited by others. */
  take(hosts: readonly string[]): Promise<boolean>
  /** The same for one who cannot come again later: where it is not their turn yet, it is before that of others. */
  insist(hosts: readonly string[]): Promise<boolean>
  /** Lets hosts go; their pause begins. */
  leave(hosts: readonly string[]): Promise<void>
}

/** Milliseconds for which who waits for a host comes before others; who still waits by then has said so again. */
export const AWAITED_FOR = 2_000
