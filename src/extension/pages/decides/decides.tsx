import { text } from '../../texts.ts'
import { PageHeader } from '../page-header.tsx'
import { Signs } from './signs.tsx'
import { Thresholds } from './thresholds.tsx'
import { WordingLists } from './wording-lists.tsx'

/** Everything a verdict is made of, as it is used here and now: nothing about it is secret. */
export function Decides() {
  return (
    <main class="page">
      <PageHeader title={text('decides_title')} />
      <p>{text('decides_intro')}</p>
      <Thresholds />
      <Signs />
      <WordingLists />
    </main>
  )
}
