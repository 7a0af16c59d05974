import { useCallback, useState } from 'preact/hooks'
import { text } from '../../texts.ts'
import { Failure } from '../failure.tsx'
import { useReply } from '../use-reply.ts'
import { COLUMNS, type DrawnPicture, drawPicture, ROWS } from './picture.ts'
import { showsPage, takePicture } from './take-picture.ts'

/** Larger files are not opened. */
const FILE_BOUND = 20_000_000

interface Shown {
  picture: ImageBitmap
  covered: ReadonlySet<number>
  drawn: DrawnPicture
}

/**
 * A picture of the page that is taken or chosen by the reader, as it would be sent; each of its fields is a button that
 * blacks it out, so that neither a mouse nor a steady hand is needed. `onDrawn` gets an empty text for none.
 */
export function PicturePart({ tab, onDrawn }: { tab: number | null; onDrawn(drawn: string): void }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [failure, setFailure] = useState('')
  const [canBeTaken] = useReply(useCallback(async () => tab !== null && showsPage(tab), [tab]))
  const show = (picture: ImageBitmap, covered: ReadonlySet<number>) => {
    const drawn = drawPicture(picture, covered)
    setFailure(drawn === null ? text('send_picture_unfit') : '')
    setShown(drawn === null ? null : { picture, covered, drawn })
    onDrawn(drawn?.data ?? '')
  }
  const choose = async (file: File | undefined) => {
    setShown(null)
    onDrawn('')
    setFailure('')
    if (file === undefined) return
    const picture = file.size > FILE_BOUND ? null : await createImageBitmap(file).catch(() => null)
    if (picture === null) setFailure(text('send_picture_unfit'))
    else show(picture, new Set())
  }
  const take = async () => {
    setFailure('')
    const picture = tab === null ? null : await takePicture(tab)
    if (picture === null) setFailure(text('send_picture_none'))
    else show(picture, new Set())
  }
  return (
    <>
      {canBeTaken.state === 'here' && canBeTaken.value && (
        <p class="row">
          <button type="button" onClick={() => void take()}>
            {text('send_picture_take')}
          </button>
        </p>
      )}
      <label class="file">
        {text('send_picture')}
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
        />
      </label>
      {failure !== '' && <Failure why={failure} />}
      {shown !== null && (
        <fieldset>
          <legend>{text('send_picture_cover')}</legend>
          <div class="picture" dir="ltr">
            <div ref={(place) => place?.replaceChildren(shown.drawn.canvas)} />
            <Fields
              covered={shown.covered}
              onToggle={(field) => show(shown.picture, toggled(shown.covered, field))}
            />
          </div>
        </fieldset>
      )}
    </>
  )
}

function Fields({ covered, onToggle }: { covered: ReadonlySet<number>; onToggle(field: number): void }) {
  return (
    <div class="fields" style={{ gridTemplateColumns: `repeat(${COLUMNS}, 1fr)` }}>
      {Array.from({ length: COLUMNS * ROWS }, (_, field) => (
        <button
          type="button"
          key={field}
          aria-pressed={covered.has(field)}
          aria-label={text(
            'send_picture_field',
            String(1 + Math.floor(field / COLUMNS)),
            String(1 + (field % COLUMNS)),
          )}
          onClick={() => onToggle(field)}
        />
      ))}
    </div>
  )
}

function toggled(covered: ReadonlySet<number>, field: number): ReadonlySet<number> {
  const next = new Set(covered)
  if (!next.delete(field)) next.add(field)
  return next
}
