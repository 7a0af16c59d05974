import type { DayOfWaves } from './over-time.ts'
import { page, Time } from './page.tsx'
import type { PublicIncident, Status } from './status.ts'

const STATES = { suspect: 'looks altered', defaced: 'altered, confirmed', restored: 'restored' } as const
/** Rows of a table; the rest is in status.json. */
const MOST = 500

/** What everyone may see. */
export function statusPage({ at, incidents, waves, days }: Status): string {
  const going = incidents.filter(({ state }) => state !== 'restored')
  const restored = incidents.filter(({ state }) => state === 'restored')
  return page(
    'Altered news pages',
    <>
      <p>
        As of <Time at={at} />: {going.length} sites look altered, {restored.length} were restored in the last
        days. For machines: <a href="/status.json">JSON</a>, <a href="/status.atom">Atom</a>.
      </p>
      <img
        src="/status.svg"
        alt="Altered sites over the last days; the same figures are in the table “Day by day”"
      />
      <h2>Day by day</h2>
      <DayByDay days={days} />
      <h2>Waves</h2>
      {waves.length === 0 ? (
        <p>Nothing is spreading.</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">campaign</th>
                <th scope="col">sites in the last six hours</th>
                <th scope="col">before</th>
                <th scope="col">since</th>
              </tr>
            </thead>
            <tbody>
              {waves.map(({ campaign, recent, before, since }) => (
                <tr key={campaign}>
                  <th scope="row">{campaign}</th>
                  <td>{recent}</td>
                  <td>{before}</td>
                  <td>
                    <Time at={since} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h2>Now</h2>
      <Incidents list={going} none="No site is known to be altered." />
      <h2>Restored</h2>
      <Incidents list={restored} none="None in the last days." />
    </>,
  )
}

/** The chart as a table: sites that were altered at the end of each day, and how many of them were new on it. */
function DayByDay({ days }: { days: readonly DayOfWaves[] }) {
  const names = days[0]?.counts.map(({ name }) => name) ?? []
  return (
    <div class="scroll">
      <table>
        <caption>
          Sites that were altered when the day ended, in UTC, or now; and sites that were new on it
        </caption>
        <thead>
          <tr>
            <th scope="col">day</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name === 'all' ? 'all sites' : `wave ${name}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, counts }) => (
            <tr key={day}>
              <th scope="row">
                <time dateTime={day}>{day}</time>
              </th>
              {counts.map(({ name, altered, fresh }) => (
                <td key={name}>{`${altered}, ${fresh} new`}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Incidents({ list, none }: { list: readonly PublicIncident[]; none: string }) {
  if (list.length === 0) return <p>{none}</p>
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">site</th>
            <th scope="col">state</th>
            <th scope="col">since</th>
            <th scope="col">reporters</th>
            <th scope="col">campaign</th>
            <th scope="col">the owner says</th>
          </tr>
        </thead>
        <tbody>
          {list.slice(0, MOST).map((one) => (
            <tr key={`${one.host}${one.since}`}>
              <th scope="row">{one.host}</th>
              <td>{STATES[one.state]}</td>
              <td>
                <Time at={one.restoredAt === 0 ? one.since : one.restoredAt} />
              </td>
              <td>{one.reporters}</td>
              <td>{one.campaign}</td>
              <td>{one.answer}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
