import { vi } from 'vitest'

/** Waits until a check holds; a machine that is busy may take as long as this, in milliseconds. */
export const eventually = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(check, { timeout: 40_000, interval: 50 })
