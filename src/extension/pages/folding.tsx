import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

interface Props {
  summary: ComponentChildren
  class?: string
  /** Whether it begins open. */
  isOpen?: boolean
  children: ComponentChildren
}

/** Something that can be opened, and is not drawn before it is: a hundred pages have a hundred tables. */
export function Fold({ summary, class: name, isOpen = false, children }: Props) {
  const [isShown, setShown] = useState(isOpen)
  return (
    <details class={name} open={isOpen} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary>{summary}</summary>
      {isShown && children}
    </details>
  )
}
