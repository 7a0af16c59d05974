import type { Wave } from '../../engine/incident/wave.ts'
import { APPROVALS } from '../believe/decide.ts'
import type { LiftingTable, SuspendedTable } from '../database/schema.ts'
import type { CaseFile } from './case.ts'
import { page, Time } from './page.tsx'
import { QUEUE_PAGE, type Queue } from './queue.ts'

export interface AuditEntry {
  id: number
  at: number
  who: string
  what: string
  why: string
}

/** What moderators have before them. */
export interface Desk {
  queue: Queue
  /** The part of the queue that is shown, from 0 on, and whether it holds what they ruled on already. */
  part: { page: number; isAll: boolean }
  waves: ReadonlyMap<string, Wave>
  suspended: readonly SuspendedTable[]
  /** Who agreed already that one of them may count again. */
  liftings: readonly LiftingTable[]
  audit: readonly AuditEntry[]
}

export function queuePage({ queue, part, waves, suspended, liftings, audit }: Desk): string {
  return page(
    'Moderation',
    <>
      <h2>Cases</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">site</th>
              <th scope="col">state</th>
              <th scope="col">why</th>
              <th scope="col">reporters</th>
              <th scope="col">for and against</th>
              <th scope="col">own look</th>
              <th scope="col">campaign</th>
              <th scope="col">last report</th>
            </tr>
          </thead>
          <tbody>
            {queue.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <a href={`/moderation/${one.id}`}>{one.host}</a>
                </th>
                <td>{one.contested ? `${one.state}, contested` : one.state}</td>
                <td>{one.why}</td>
                <td>{one.reporters}</td>
                <td>{`${one.weight_for} : ${one.weight_against}`}</td>
                <td>{one.look}</td>
                <td>{campaignOf(one.campaign, waves)}</td>
                <td>
                  <Time at={one.last_report_at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pages count={queue.length} {...part} />
      <h2>Suspend a rule</h2>
      <form method="post" action="/moderation/suspended">
        <p>
          <label>
            pattern or sign <input name="rule" required maxLength={80} />
          </label>
        </p>
        <Reason />
        <button type="submit">Suspend it everywhere</button>
      </form>
      {suspended.length > 0 && <Lift suspended={suspended} liftings={liftings} />}
      <h2>What was done</h2>
      <ol reversed>
        {audit.map(({ id, at, who, what, why }) => (
          <li key={id}>
            <Time at={at} /> {`${who}: ${what}`} {why !== '' && <q>{why}</q>}
          </li>
        ))}
      </ol>
    </>,
  )
}

/** Ways to the rest of the queue. */
function Pages({ count, page, isAll }: Desk['part'] & { count: number }) {
  const to = (next: number, all: boolean) => `/moderation?page=${next}${all ? '&all=1' : ''}`
  return (
    <p>
      {page > 0 && <a href={to(page - 1, isAll)}>Before these</a>}{' '}
      {count === QUEUE_PAGE && <a href={to(page + 1, isAll)}>After these</a>}{' '}
      {isAll ? (
        <a href={to(0, false)}>Without those you ruled on</a>
      ) : (
        <a href={to(0, true)}>Also those you ruled on</a>
      )}
    </p>
  )
}

/** The rules that stand still, and a way to let one count again. */
function Lift({ suspended, liftings }: Pick<Desk, 'suspended' | 'liftings'>) {
  return (
    <>
      <h2>Suspended rules</h2>
      <ul>
        {suspended.map(({ rule, since, moderator, reason }) => (
          <li key={rule}>
            {rule}, by {moderator}, <Time at={since} /> <q>{reason}</q>
            {liftings
              .filter((lifting) => lifting.rule === rule)
              .map((lifting) => ` ${lifting.moderator} would let it count again.`)}
          </li>
        ))}
      </ul>
      <p>{`To let a rule count again takes ${APPROVALS} people.`}</p>
      <form method="post" action="/moderation/lifted">
        <p>
          <label>
            let it count again{' '}
            <select name="rule" required>
              <option value="">choose…</option>
              {suspended.map(({ rule }) => (
                <option key={rule} value={rule}>
                  {rule}
                </option>
              ))}
            </select>
          </label>
        </p>
        <Reason />
        <button type="submit">Lift its suspension</button>
      </form>
    </>
  )
}

function campaignOf(campaign: string, waves: ReadonlyMap<string, Wave>): string {
  const wave = waves.get(campaign)
  return wave === undefined ? campaign : `${campaign}, a wave: ${wave.recent} sites in six hours`
}

function Reason() {
  return (
    <p>
      <label>
        why, in a sentence
        <textarea name="reason" required minLength={5} maxLength={300} />
      </label>
    </p>
  )
}

export function casePage({ case: one, reports, looks, decisions }: CaseFile): string {
  return page(
    one.host,
    <>
      <p>
        <a href="/moderation">All cases</a>
      </p>
      <p>{`${one.state}: ${one.why}. ${one.reporters} reporters in ${one.networks} networks, ${one.weight_for} for, ${one.weight_against} against. ${one.denials} saw nothing wrong since it was published, in ${one.denial_networks} networks.`}</p>
      <div class="sides">
        <section>
          <h2>What readers report</h2>
          {reports.map((report, i) => (
            <article key={i}>
              <h3>
                {report.kind === 'defaced' ? 'looks defaced' : 'nothing wrong'},{' '}
                <Time at={report.received_at} />
              </h3>
              <p>{`${report.url} — ${report.verdict}, ${report.points} bits, class ${report.standing}`}</p>
              <ul>
                {report.signs.map(({ sign, bits, words }) => (
                  <li key={sign}>{`${sign} ${bits} ${words.map((word) => `“${word}”`).join(' ')}`}</li>
                ))}
              </ul>
              {report.note !== '' && <blockquote>{report.note}</blockquote>}
              {report.screenshot !== '' && <img src={report.screenshot} alt="What the reader sent" />}
            </article>
          ))}
        </section>
        <section>
          <h2>What the collector saw</h2>
          {looks.length === 0 && <p>It has not looked.</p>}
          {looks.map(({ id, at, verdict, points, found }) => (
            <article key={id}>
              <h3>
                {verdict}, {points} bits, <Time at={at} />
              </h3>
              <p>{found.title}</p>
              <ul>
                {[...found.says, ...found.reasons].map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </article>
          ))}
        </section>
      </div>
      <h2>Decide</h2>
      <p>{`Red everywhere takes ${APPROVALS} people. What one says counts until the same person says otherwise. Nothing is published before three independent readers, or one and the collector itself, see it: a yes that comes earlier is kept, and counts from then on.`}</p>
      <form method="post" action={`/moderation/${one.id}`}>
        <p>
          <label>
            it is{' '}
            <select name="decision" required>
              <option value="">choose…</option>
              <option value="defaced">defaced</option>
              <option value="rejected">not defaced</option>
            </select>
          </label>
        </p>
        <Reason />
        <button type="submit">Decide</button>
      </form>
      <h2>Decisions</h2>
      <ol reversed>
        {decisions.map(({ id, at, moderator, decision, reason }) => (
          <li key={id}>
            <Time at={at} /> {`${moderator}: ${decision}`} <q>{reason}</q>
          </li>
        ))}
      </ol>
    </>,
  )
}
