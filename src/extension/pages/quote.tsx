import { cut } from '../texts.ts'

/** Words of a page, standing as far from our own as can be: cut, in their own direction, and never markup. */
export function Quote({ words }: { words: string }) {
  return <bdi class="quote">{cut(words)}</bdi>
}
