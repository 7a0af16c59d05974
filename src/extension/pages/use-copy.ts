import { useState } from 'preact/hooks'
import { text } from '../texts.ts'

/** A way to take a text along by the clipboard, and what to say of it: a browser may refuse. */
export function useCopy(whole: string): [() => void, string] {
  const [done, setDone] = useState({ whole: '', told: '' })
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(whole)
      setDone({ whole, told: text('report_copied') })
    } catch {
      setDone({ whole, told: text('report_not_copied') })
    }
  }
  // Said of this text, and of none that stood here before.
  return [() => void copy(), done.whole === whole ? done.told : '']
}
