import type { SavedEvidence } from '../../messages.ts'

/** Hands signed evidence to the reader as a file; gives its name. */
export async function saveEvidence(evidence: Promise<SavedEvidence>): Promise<string> {
  const { name, file } = await evidence
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the address by then.
  setTimeout(() => URL.revokeObjectURL(url), 1_000)
  return name
}
