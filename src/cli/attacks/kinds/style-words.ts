import type { Attack, Means } from '../attack.ts'
import { type Page, putInHead } from '../page.ts'

/** The message stands in the style sheet alone. */
export const styleWords: Attack = {
  kind: 'attack-style-words',
  label: 'defaced',
  says: ['claims', 'claims', 'slogans'],
  variants: {
    'on-top': (page, means) =>
      styled(
        page,
        means,
        'body::before{content:WORDS;display:block;font-size:60px;color:red;text-align:center}',
      ),
    sheet: (page, means) =>
      styled(
        page,
        means,
        'body:before{content:WORDS;position:fixed;inset:0;background:#000;color:#0f0;font:60px monospace;z-index:99999}',
      ),
    'in-place': (page, means) =>
      styled(page, means, 'body>*{display:none}html::after{content:WORDS;font-size:80px}'),
    headings: (page, means) =>
      styled(page, means, 'h1,h2,h3{font-size:0}h1::after,h2::after,h3::after{content:WORDS;font-size:24px}'),
  },
}

function styled(page: Page, { message }: Means, rules: string): boolean {
  const words = JSON.stringify([message.title, ...message.lines].join(' ')).replaceAll('<', '')
  putInHead(page, `<style>${rules.replace('WORDS', () => words)}</style>`)
  return true
}
