import { takeSeed } from './feed/update.ts'
import { syncRegistration } from './registration.ts'

/**
 * After an installation or an update: the browser first hears which pages are to be looked at, for the reader may open
 * one this very moment; what came with the extension, which takes a second to verify and keep, can wait for that. Each
 * is done whatever became of the other.
 */
export async function setUp(): Promise<void> {
  await syncRegistration().catch((error: unknown) => console.error(error))
  await takeSeed().catch((error: unknown) => console.error(error))
}
