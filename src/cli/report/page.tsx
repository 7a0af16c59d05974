import { renderToString } from 'preact-render-to-string'
import { NOT_PROVES, PROVES } from '../../engine/evidence/proves.ts'
import { plain, reasonText, verdictText } from '../texts.ts'
import type { ReportContents, ReportedPortrait } from './contents.ts'
import { STYLE } from './style.ts'

/** Nothing in a report runs, and nothing of it is fetched from anywhere. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** A report as one page of HTML that needs nothing else: to be mailed, printed and put away. */
export const reportPage = (contents: ReportContents): string =>
  `<!doctype html>\n${renderToString(<Report {...contents} />)}\n`

function Report({ about, verdict, portraits, screenshot, signers, files }: ReportContents) {
  const { url, finalUrl, file, at, status, versions } = about
  const seen = new Date(at).toISOString()
  const title = `${plain(new URL(finalUrl).hostname)}: ${verdictText(verdict.kind)}`
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {/* Ours, and without a letter of the page's. */}
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <header class={verdict.kind}>
            <p class="kind">{verdict.kind}</p>
            <h1>{title}</h1>
          </header>
          <dl>
            <dt>Address</dt>
            <dd>
              <bdi>{plain(url)}</bdi>
              {finalUrl !== url && (
                <>
                  {' '}
                  → <bdi>{plain(finalUrl)}</bdi>
                </>
              )}
            </dd>
            {file !== undefined && (
              <>
                <dt>Looked at in the file</dt>
                <dd>
                  <bdi>{plain(file)}</bdi>
                </dd>
              </>
            )}
            <dt>Seen</dt>
            <dd>
              <time dateTime={seen}>{seen.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>
            </dd>
            <dt>Answer of the server</dt>
            <dd>{status === 0 ? 'not known' : status}</dd>
          </dl>
          <section>
            <h2>Why</h2>
            <ul>
              {mostTelling(verdict).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
          <section>
            <h2>Side by side</h2>
            <Portraits now={portraits.now} usual={portraits.usual} />
          </section>
          {screenshot !== null && (
            <section>
              <h2>What it looked like</h2>
              <img
                src={`data:image/png;base64,${Buffer.from(screenshot).toString('base64')}`}
                alt="The page as it was seen"
              />
            </section>
          )}
          <section>
            <h2>What this rests on</h2>
            <p>{PROVES}</p>
            <p>{NOT_PROVES}</p>
            <dl>
              <dt>Signed by</dt>
              <dd>
                {signers.map((key) => (
                  <code key={key}>{key}</code>
                ))}
              </dd>
              <dt>Program, wordings, weights</dt>
              <dd>{[versions.program, versions.patterns, versions.weights].map(plain).join(', ')}</dd>
              <dt>Together</dt>
              <dd>{verdict.points.toFixed(1)} bits for a defacement</dd>
            </dl>
            <table>
              <caption>Every sign, in bits</caption>
              <thead>
                <tr>
                  <th scope="col">Sign</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Bits</th>
                </tr>
              </thead>
              <tbody>
                {verdict.evidence.map(({ id, group, points, reason }) => (
                  <tr key={id}>
                    <td>{reasonText(reason)}</td>
                    <td>{plain(group)}</td>
                    <td class="number">{points.toFixed(1)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p>Files of the bundle: {files.map(({ name, size }) => `${name} (${size} bytes)`).join(', ')}.</p>
          </section>
        </main>
      </body>
    </html>
  )
}

/** Sentences that can be taken in at once; the table has every sign. */
const MOST = 8

function mostTelling({ reasons, evidence }: ReportContents['verdict']): string[] {
  const against = evidence.filter(({ points }) => points > 0).map(({ reason }) => reason)
  return [...new Set([...reasons, ...against].map((reason) => reasonText(reason)))].slice(0, MOST)
}

const TRAITS: readonly { name: string; of(one: ReportedPortrait): readonly string[] }[] = [
  { name: 'Title', of: ({ title }) => [title] },
  { name: 'Says first', of: ({ says }) => says },
  { name: 'Menu', of: ({ menu }) => menu },
  { name: 'Links to the site itself', of: ({ ownLinks }) => [String(ownLinks)] },
  { name: 'Pictures', of: ({ images }) => [String(images)] },
  { name: 'Letters of text', of: ({ text }) => [String(text)] },
  { name: 'Language', of: ({ language }) => [language] },
  { name: 'Writing', of: ({ script }) => [script ?? ''] },
  { name: 'Look', of: ({ isDark }) => [isDark ? 'dark' : 'light'] },
]

function Portraits({ now, usual }: { now: ReportedPortrait; usual: ReportedPortrait | null }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Trait</th>
          {usual !== null && <th scope="col">Before ({new Date(usual.at).toISOString().slice(0, 10)})</th>}
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {TRAITS.map(({ name, of }) => (
          <tr key={name} class={usual !== null && of(usual).join() !== of(now).join() ? 'different' : ''}>
            <th scope="row">{name}</th>
            {usual !== null && <Side values={of(usual)} />}
            <Side values={of(now)} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Side({ values }: { values: readonly string[] }) {
  const shown = values.map(plain).filter((value) => value !== '')
  if (shown.length === 0) return <td class="quiet">none</td>
  return (
    <td>
      {shown.map((value, index) => (
        <div key={`${index} ${value}`}>
          <bdi>{value}</bdi>
        </div>
      ))}
    </td>
  )
}
