import { text } from '../../texts.ts'
import { Told } from '../told.ts'

/** Browsers carry no larger message from one part of an extension to another. */
const LARGEST = 60_000_000

/** Lets the reader choose a file that Masthead wrote, and hands on what it says. */
export function ChooseFile({ label, onChosen }: { label: string; onChosen(said: Promise<string>): void }) {
  return (
    <label class="file">
      {label}
      <input
        type="file"
        accept="application/json,.json"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) onChosen(read(file))
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
    </label>
  )
}

async function read(file: File): Promise<string> {
  // Told before it is read: a huge file would fill the memory first.
  if (file.size > LARGEST) throw new Told(text('backup_too_large'))
  return file.text()
}
