import { rm } from 'node:fs/promises'

/** Removes a browser's profile. What the browser leaves running may still write into it for a moment. */
export const removeProfile = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
