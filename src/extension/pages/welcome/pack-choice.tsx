import { useState } from 'preact/hooks'
import type { PackStatus } from '../../messages.ts'
import { count, cut, text } from '../../texts.ts'
import { packLanguages, packName } from '../pack-name.ts'

interface Props {
  pack: PackStatus
  isChosen: boolean
  onChoose(pack: string, isOn: boolean): void
}

/** One pack to choose, with a look at what is in it. */
export function PackChoice({ pack, isChosen, onChoose }: Props) {
  const [isOpen, setOpen] = useState(false)
  const isWatched = pack.domains.every(({ isOn, isGranted }) => isOn && isGranted)
  const name = packName(pack)
  const size = count('sites', pack.domains.length)
  return (
    <li>
      <div class="choice">
        <label>
          <input
            type="checkbox"
            checked={isChosen || isWatched}
            disabled={isWatched}
            onChange={({ currentTarget }) => onChoose(pack.pack, currentTarget.checked)}
          />
          <span>
            <bdi>{name}</bdi>{' '}
            <span class="quiet">{isWatched ? text('welcome_already') : packLanguages(pack)}</span>
          </span>
        </label>
        <button
          type="button"
          class="link"
          aria-expanded={isOpen}
          aria-label={`${size}: ${text('welcome_preview', name)}`}
          onClick={() => setOpen(!isOpen)}
        >
          {size}
        </button>
      </div>
      {isOpen && (
        <p class="quiet preview">
          {pack.domains.map(({ domain, name }, index) => (
            <span key={domain}>
              {index > 0 && ' · '}
              <bdi>{cut(name)}</bdi>
            </span>
          ))}
        </p>
      )}
    </li>
  )
}
