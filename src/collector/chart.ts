/** One line of a chart. */
export interface Series {
  name: string
  colour: string
  /** Dashes tell lines apart where colours do not. */
  dash: string
  /** In order of time: milliseconds since the epoch, and a count. */
  points: readonly (readonly [number, number])[]
}

const WIDTH = 720
const HEIGHT = 260
const LEFT = 56
const RIGHT = 10
const TOP = 14
const BOTTOM = 44
const DAY = 86_400_000

/** A chart over time as SVG; names and title are the only text that comes from outside, and are escaped. */
export function timeChart(title: string, series: readonly Series[]): string {
  const times = series.flatMap(({ points }) => points.map(([time]) => time))
  const from = Math.min(...times)
  const to = Math.max(...times, from + 1)
  const most = niceTop(Math.max(4, ...series.flatMap(({ points }) => points.map(([, count]) => count))))
  const x = (time: number) => LEFT + ((time - from) / (to - from)) * (WIDTH - LEFT - RIGHT)
  const y = (count: number) => HEIGHT - BOTTOM - (count / most) * (HEIGHT - TOP - BOTTOM)
  const rows = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = y(share * most).toFixed(1)
    return `<path d="M${LEFT} ${at}H${WIDTH - RIGHT}" stroke="currentColor" opacity=".15"/><text x="${LEFT - 6}" y="${at}" text-anchor="end" dominant-baseline="middle">${Math.round(share * most)}</text>`
  })
  const days: string[] = []
  const every = Math.max(1, Math.ceil((to - from) / DAY / 8)) * DAY
  for (let day = Math.ceil(from / DAY) * DAY; day <= to; day += every)
    days.push(
      `<text x="${x(day).toFixed(1)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${new Date(day).toISOString().slice(5, 10)}</text>`,
    )
  const lines = series.map(({ colour, dash, points }) => {
    const path = points.map(
      ([time, count], i) => `${i === 0 ? 'M' : 'L'}${x(time).toFixed(1)} ${y(count).toFixed(1)}`,
    )
    return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`
  })
  const names = series.map(
    ({ name, colour, dash }, i) =>
      `<path d="M${LEFT + i * 150} ${HEIGHT - 12}h22" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/><text x="${LEFT + 28 + i * 150}" y="${HEIGHT - 8}">${escapeXml(name)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}" font-family="sans-serif" font-size="12" fill="currentColor"><title>${escapeXml(title)}</title>${rows.join('')}${days.join('')}${lines.join('')}${names.join('')}</svg>`
}

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

function niceTop(most: number): number {
  const step = Math.max(4, 10 ** Math.floor(Math.log10(most)))
  return Math.ceil(most / step) * step
}
