import { useCallback } from 'preact/hooks'
import type { WordingList } from '../../messages.ts'
import { count, cut, text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { Failure } from '../failure.tsx'
import { day, languageName } from '../localise.ts'
import { dayOf, sourceName } from '../sources.ts'
import { useReply } from '../use-reply.ts'

/** The lists of wordings: language, size, day and sources of each. */
export function WordingLists() {
  const [lists] = useReply(useCallback(() => ask('wordingLists', null), []))
  return (
    <section class="card" aria-labelledby="lists" aria-busy={lists.state === 'waiting' ? 'true' : undefined}>
      <h2 id="lists">{text('decides_lists')}</h2>
      <p>{text('decides_lists_note')}</p>
      {lists.state === 'failed' && <Failure why={lists.why} />}
      {lists.state === 'here' && (
        <ul class="plain">
          {lists.value.map((list) => (
            <List key={list.name} list={list} />
          ))}
        </ul>
      )}
    </section>
  )
}

function List({ list: { name, language, version, phrases, sources } }: { list: WordingList }) {
  const at = dayOf(version)
  const spoken = language === 'mul' ? text('decides_several') : languageName(language)
  return (
    <li class="list">
      <bdi>{sourceName(name)}</bdi>
      <div class="quiet">
        {spoken} · {count('phrases', phrases)} · {at === null ? cut(version) : day(at)}
      </div>
      <details>
        <summary>{text('decides_sources')}</summary>
        <ul class="quiet">
          {sources.map((source) => (
            <li key={source} dir="auto">
              {cut(source)}
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
