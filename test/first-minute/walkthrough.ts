import { BROWSERS } from './open-day.ts'
import type { Step } from './steps.ts'

const HEAD = `# The first minute, and the bad day

What a new reader does and sees, step by step, with the extension as the stores get it, in a new profile of Chromium (left)
and Firefox (right). The newspaper is invented; it answers from the same machine under a real address. These pictures
and this page are made by \`npm run first-minute\`, and the same steps are a test (\`test/browser/first-minute.test.ts\`).
`

/** The page that tells the steps, with a picture of each in either browser. */
export function walkthrough(steps: readonly Step[]): string {
  return `${HEAD}${steps.map(({ name, told }, index) => `\n${index + 1}. ${told}\n\n${pictures(name)}\n`).join('')}`
}

const NAMES = { chromium: 'Chromium', firefox: 'Firefox' }

const pictures = (name: string): string =>
  `   ${BROWSERS.map((browser) => `<img src="${name}-${browser}.png" width="49%" alt="${NAMES[browser]}: ${name}">`).join(' ')}`
