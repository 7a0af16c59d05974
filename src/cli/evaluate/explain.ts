import { checkPage } from '../../engine/check.ts'
import { parseAddress } from '../../engine/page/address.ts'
import { observeHtml } from '../../engine/page/html.ts'
import type { Observation } from '../../engine/page/observation.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { weigh } from '../../engine/verdict/evidence.ts'
import { FEATURES } from '../../engine/verdict/feature.ts'
import { measure } from '../../engine/verdict/features.ts'
import { judge, mayBeAccused } from '../../engine/verdict/judge.ts'
import { pageKind } from '../../engine/verdict/page-kind.ts'
import type { Reading } from '../../engine/verdict/reading.ts'
import { EVIDENCE_GROUPS } from '../../engine/verdict/verdict.ts'
import { align } from './align.ts'
import { readPageFile } from './read-page.ts'
import { type Lists, sessions } from './replay.ts'
import type { ListedVisit } from './visit.ts'

/** Blocks and marks that are shown of a page. */
const SHOWN = 24
const QUOTE = 90

/** Everything about one visit, in the order in which the judge comes to it. What went before it is made first. */
export function explain(visits: readonly ListedVisit[], id: string, lists: Lists): string {
  const session = sessions(visits).find((some) => some.some((visit) => visit.id === id))
  const visit = session?.find((one) => one.id === id)
  if (session === undefined || visit === undefined)
    throw new Error(`No visit of the lists has the id "${id}".`)
  const site = knownBefore(session, visit, lists)
  const observation = observe(visit)
  const { reading, known, features } = measure(observation, site, lists.patterns)
  const kind = pageKind(reading)
  const emptied = features.find((one) => one.id === 'emptied')?.value ?? 0
  const { groups, points } = weigh(features, lists.weights)
  const verdict = judge({ observation, site, ...lists })
  const { weights, caps, prior, thresholds, version } = lists.weights
  const signs = features
    .filter(({ value }) => value !== 0)
    .map((one) => ({ ...one, bits: weights[one.id] * one.value }))
    .sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
  return [
    `${visit.id}: ${visit.label} ${visit.kind}, ${visit.lang ?? 'no language'}, group ${visit.group ?? visit.session ?? '–'}`,
    `${visit.url} ${visit.status} ${visit.time} ${visit.file}`,
    '',
    `Verdict ${verdict.kind} at ${points.toFixed(2)} bits (suspect from ${thresholds.suspect}, defaced from ${thresholds.defaced}; weights ${version})`,
    `Because ${verdict.reasons.map(({ key, params }) => [key, ...params].join(' ')).join('; ')}`,
    `Kind of page ${kind}${mayBeAccused(reading, kind, emptied) ? '' : ', and not accused for that'}`,
    known.match === null
      ? 'Nothing is known of the site.'
      : `Like what is known of the site: ${known.match.score.toFixed(2)} (telling ${known.match.telling.toFixed(2)})`,
    '',
    ...shortly(observation, reading),
    '',
    align([
      ['Sign', 'group', 'value', 'weight', 'bits', 'said'],
      ...signs.map(({ id: sign, value, bits, params }) => [
        sign,
        FEATURES[sign].group,
        value.toFixed(2),
        weights[sign].toFixed(2),
        bits.toFixed(2),
        (params ?? []).join(', ').slice(0, QUOTE),
      ]),
    ]),
    '',
    align([
      ['Group', 'bits', 'cap'],
      ['prior', prior.toFixed(2), ''],
      ...EVIDENCE_GROUPS.map((group) => [group, groups[group].toFixed(2), String(caps[group])]),
      ['together', points.toFixed(2), ''],
    ]),
    '',
    ...listed('Mark', reading.marks, ({ hit, place, prominence, quote, isQuoted, isForeign }) =>
      [
        hit.entry.pattern.id,
        `${hit.entry.pattern.class} ${hit.entry.pattern.strength}`,
        place,
        prominence.toFixed(2),
        `${isQuoted ? '(quoted) ' : ''}${isForeign ? '(foreign) ' : ''}${quote.slice(0, QUOTE)}`,
      ].join(' | '),
    ),
    '',
    ...listed('Block', observation.blocks, (block) => `${block.place} | ${block.text.slice(0, QUOTE)}`),
    '',
  ].join('\n')
}

function listed<T>(name: string, items: readonly T[], line: (item: T) => string): string[] {
  const more = items.length > SHOWN ? [`  … and ${items.length - SHOWN} more`] : []
  return [`${name}s: ${items.length}`, ...items.slice(0, SHOWN).map((item) => `  ${line(item)}`), ...more]
}

function shortly(
  { identity, counts, scripts, look, language, limits }: Observation,
  reading: Reading,
): string[] {
  const some = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .filter(([, value]) => value > 0)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')
  return [
    `Title: ${identity.title || '–'} (site ${identity.siteName || '–'}, language ${language || '–'})`,
    `Counts: ${some(counts)}`,
    `Letters: ${some(scripts)}; background ${look.background}, neon ${look.neon}${limits.length > 0 ? `; cut at ${limits.join(', ')}` : ''}`,
    `Read as: siteness ${reading.siteness.toFixed(2)}, brevity ${reading.brevity.toFixed(2)}, body text ${reading.bodyText}`,
  ]
}

function knownBefore(
  session: readonly ListedVisit[],
  visit: ListedVisit,
  lists: Lists,
): SiteSignature | null {
  const store = new Map<string, SiteSignature>()
  const hostOf = ({ url }: ListedVisit) => parseAddress(url)?.host ?? ''
  for (const earlier of session) {
    if (earlier === visit) break
    const { site } = checkPage({
      observation: observe(earlier),
      site: store.get(hostOf(earlier)) ?? null,
      ...lists,
      now: Date.parse(earlier.time),
    })
    if (site !== null) store.set(hostOf(earlier), site)
  }
  return store.get(hostOf(visit)) ?? null
}

const observe = ({ file, url, status, time }: ListedVisit): Observation =>
  observeHtml(readPageFile(file), { url, status, at: Date.parse(time) })
