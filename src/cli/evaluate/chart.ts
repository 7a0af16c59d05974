/** One point of a chart, with how far it may be off. */
export interface Dot {
  x: number
  y: number
  low?: number
  high?: number
  name?: string
}

export interface Axis {
  name: string
  /** Places of its lines, in the chart's own numbers, and what is written at them. */
  ticks: readonly { at: number; text: string }[]
  from: number
  to: number
}

export interface Chart {
  title: string
  x: Axis
  y: Axis
  lines: readonly { dots: readonly Dot[]; colour: string; isDashed?: boolean }[]
  dots: readonly Dot[]
}

const WIDTH = 720
const HEIGHT = 520
const ROOM = { left: 80, right: 30, top: 50, bottom: 70 }

/** A chart as an SVG file that needs nothing else. */
export function drawChart({ title, x, y, lines, dots }: Chart): string {
  const across = (value: number) =>
    round(ROOM.left + ((value - x.from) / (x.to - x.from)) * (WIDTH - ROOM.left - ROOM.right))
  const up = (value: number) =>
    round(HEIGHT - ROOM.bottom - ((value - y.from) / (y.to - y.from)) * (HEIGHT - ROOM.top - ROOM.bottom))
  const path = (some: readonly Dot[]) => some.map((dot) => `${across(dot.x)},${up(dot.y)}`).join(' ')
  const middle = round((WIDTH + ROOM.left - ROOM.right) / 2)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${middle}" y="28" text-anchor="middle" font-size="16">${escaped(title)}</text>`,
    ...x.ticks.map(
      ({ at, text }) =>
        `<path d="M${across(at)} ${up(y.from)}V${up(y.to)}" stroke="#ddd"/><text x="${across(at)}" y="${up(y.from) + 20}" text-anchor="middle">${escaped(text)}</text>`,
    ),
    ...y.ticks.map(
      ({ at, text }) =>
        `<path d="M${across(x.from)} ${up(at)}H${across(x.to)}" stroke="#ddd"/><text x="${ROOM.left - 10}" y="${up(at) + 4}" text-anchor="end">${escaped(text)}</text>`,
    ),
    ...lines.map(
      ({ dots: some, colour, isDashed }) =>
        `<polyline points="${path(some)}" fill="none" stroke="${colour}" stroke-width="2"${isDashed === true ? ' stroke-dasharray="6 5"' : ''}/>`,
    ),
    ...dots.flatMap((dot) => [
      ...(dot.low === undefined || dot.high === undefined
        ? []
        : [`<path d="M${across(dot.x)} ${up(dot.low)}V${up(dot.high)}" stroke="#555"/>`]),
      `<circle cx="${across(dot.x)}" cy="${up(dot.y)}" r="5" fill="#b00020"/>`,
      ...(dot.name === undefined
        ? []
        : [`<text x="${across(dot.x) + 9}" y="${up(dot.y) + 18}">${escaped(dot.name)}</text>`]),
    ]),
    `<text x="${middle}" y="${HEIGHT - 18}" text-anchor="middle">${escaped(x.name)}</text>`,
    `<text transform="translate(20 ${round(HEIGHT / 2)}) rotate(-90)" text-anchor="middle">${escaped(y.name)}</text>`,
    '</svg>',
    '',
  ].join('\n')
}

const round = (value: number): number => Math.round(value * 10) / 10

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
