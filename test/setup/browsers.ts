import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { ensureScreen } from '../browser/x-screen.ts'

/** Both browsers and a screen, fetched where they are missing, before the first test asks for one. */
export default function setup(): void {
  ensureBrowser('chromium', console.log)
  ensureBrowser('firefox', console.log)
  ensureScreen()
}
