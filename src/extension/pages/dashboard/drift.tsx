import type { PropertyCheck, PropertyIncident } from '../../messages.ts'
import { count, direction, language, text } from '../../texts.ts'
import { Fold } from '../folding.tsx'
import { day, moment } from '../localise.ts'
import { type DriftShape, driftShape, HEIGHT, WIDTH } from './drift-shape.ts'
import { whyWords } from './words.ts'

interface Props {
  id: string
  checks: PropertyCheck[]
  incidents: PropertyIncident[]
  isFolded: boolean
}

/** How like itself a page stayed: as a picture, in a sentence, and as a table. */
export function Drift(props: Props) {
  if (props.isFolded)
    return (
      <Fold summary={text('own_drift')}>
        <Drawn {...props} />
      </Fold>
    )
  const { id } = props
  return (
    <section aria-labelledby={`${id}-drift`}>
      <h3 id={`${id}-drift`}>{text('own_drift')}</h3>
      <Drawn {...props} />
    </section>
  )
}

function Drawn({ id, checks, incidents }: Props) {
  const shape = driftShape(checks, incidents)
  return (
    <>
      {shape === null ? (
        <p class="quiet">{text('own_drift_none')}</p>
      ) : (
        <Chart id={id} shape={shape} checks={checks} />
      )}
      <Fold summary={text('own_table')}>
        <Table checks={checks} />
      </Fold>
    </>
  )
}

/** Time runs from left to right in every language, as on every chart's paper. */
function Chart({ id, shape, checks }: { id: string; shape: DriftShape; checks: PropertyCheck[] }) {
  const [from, to] = [checks[0]?.at ?? 0, checks.at(-1)?.at ?? 0]
  return (
    <figure class="drift">
      <div class="plot" dir="ltr">
        <div class="scale" aria-hidden="true">
          <span>{percent(1)}</span>
          <span>{percent(0)}</span>
        </div>
        <Picture id={id} shape={shape} label={summary(checks)} />
        <div class="days" aria-hidden="true">
          <span dir={direction()}>{day(from)}</span>
          <span dir={direction()}>{day(to)}</span>
        </div>
      </div>
      <figcaption class="quiet">
        {summary(checks)} {text('own_drift_legend')}
      </figcaption>
    </figure>
  )
}

function Picture({ id, shape, label }: { id: string; shape: DriftShape; label: string }) {
  const hatch = `${id}-hatch`
  return (
    <svg viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`} role="img" aria-label={label}>
      <defs>
        <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class="hatch" x1="0" y1="0" x2="0" y2="8" />
        </pattern>
      </defs>
      {[0, 0.5, 1].map((share) => (
        <line key={share} class="grid" x1="0" x2={WIDTH} y1={share * HEIGHT} y2={share * HEIGHT} />
      ))}
      {shape.bands.map(({ from, to }) => (
        <rect
          key={from}
          class="band"
          fill={`url(#${hatch})`}
          x={from}
          y="0"
          width={Math.max(to - from, 3)}
          height={HEIGHT}
        />
      ))}
      {shape.lines.map((line) => (
        <g key={line[0]?.x}>
          <polyline class="line" points={line.map(({ x, y }) => `${x},${y}`).join(' ')} />
          {line.map(({ x, y }) => (
            <circle key={x} class="dot" cx={x} cy={y} r="2.5" />
          ))}
        </g>
      ))}
      {shape.crosses.map((x) => (
        <path key={x} class="cross" d={`M${x - 3},${HEIGHT - 3} l6,6 M${x + 3},${HEIGHT - 3} l-6,6`} />
      ))}
    </svg>
  )
}

function Table({ checks }: { checks: PropertyCheck[] }) {
  return (
    <table>
      <caption class="unseen">{text('own_drift')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('own_time')}</th>
          <th scope="col">{text('own_verdict')}</th>
          <th scope="col">{text('own_match')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.toReversed().map(({ at, shown, match, why }) => (
          <tr key={at}>
            <th scope="row">{moment(at)}</th>
            <td>{why === null ? text(`verdict_${shown}`) : whyWords(why)}</td>
            <td>{match === null ? text('own_match_none') : percent(match)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function summary(checks: readonly PropertyCheck[]): string {
  const matches = checks.map(({ match }) => match).filter((match) => match !== null)
  return text(
    'own_drift_said',
    count('checks', checks.length),
    moment(checks[0]?.at ?? 0),
    moment(checks.at(-1)?.at ?? 0),
    percent(matches.at(-1) ?? 0),
    percent(Math.min(...matches)),
  )
}

const percent = (share: number): string =>
  new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 0 }).format(share)
