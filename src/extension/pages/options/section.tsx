import type { ComponentChildren } from 'preact'
import { type TextKey, text } from '../../texts.ts'

/** One section of the options, with a heading that its link in the menu leads to. */
export function Section({
  id,
  title,
  children,
}: {
  id: string
  title: TextKey
  children: ComponentChildren
}) {
  return (
    <section class="card" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{text(title)}</h2>
      {children}
    </section>
  )
}
