import en from './en.json'
import notices from './notices.json'

/** Every pack that ships with the program, unchecked: `compilePacks` parses them. Add a pack by its import. */
export const shippedPacks: readonly unknown[] = [en, notices]
