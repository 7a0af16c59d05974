import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { randomOf } from '../../../src/cli/attacks/random.ts'
import type { ListedVisit } from '../../../src/cli/evaluate/visit.ts'
import { DISGUISES } from '../../../src/cli/stress/all.ts'
import { HIDINGS } from '../../../src/cli/stress/hidings.ts'
import { closeStressPage, openStressPage } from '../../../src/cli/stress/page.ts'
import { formatDisguises } from '../../../src/cli/stress/print.ts'
import { hide, judgeAll, stress } from '../../../src/cli/stress/run.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { readPages } from '../../pages/read-pages.ts'

const lists = { patterns: shippedPatterns(), weights: shippedWeights }
/** A poster whose title says nothing: what it says must be read where it stands. */
const POSTER = `<html><head><title>Home page</title><style>body { background: #000; color: #ddd }</style></head><body>
<center><h1>Hacked by Night Owl Team</h1><img src="owl.gif">
<p>Dear admin, your security is very low. We got root on your server, and we will be back.</p>
<p>Greetz to all members of the crew and to all hackers of the world</p>
<font color="red" size="4">We are everywhere. Expect us. Long live the resistance</font></center></body></html>`
const folder = mkdtempSync(join(tmpdir(), 'masthead-stress-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function visit(id: string, html: string, label: 'clean' | 'defaced'): ListedVisit {
  const file = join(folder, `${id}.html`)
  writeFileSync(file, html)
  const time = '2026-01-05T09:00:00Z'
  return {
    id,
    file,
    url: `https://${id}.example/`,
    time,
    status: 200,
    session: null,
    label,
    kind: label,
    lang: 'en',
  }
}
const defaced = visit('poster', POSTER, 'defaced')
const healthy = visit('story', readPages().get('newsroom-article')?.html ?? '', 'clean')
const errors: string[] = []
const pages = judgeAll([defaced, healthy], new Set([defaced, healthy]), lists, errors)

test('the pages to be disguised are judged rightly as they are', () => {
  expect(errors).toEqual([])
  expect(pages.map(({ verdict }) => verdict.kind)).toEqual(['defaced', 'unfamiliar'])
})

test('a page of a site over time is judged with what the visits before it taught', () => {
  const html = readPages().get('newsroom-home-day-1')?.html ?? ''
  const days = [1, 2, 3, 4].map((day): ListedVisit => {
    const { url, ...first } = visit(`day-${day}`, html, 'clean')
    return {
      ...first,
      url: url.replace(/day-\d/, 'days'),
      time: `2026-01-0${day}T09:00:00Z`,
      session: 'days',
    }
  })
  const last = days.slice(-1)
  const [page] = judgeAll(days, new Set(last), lists, errors)
  expect(page).toMatchObject({ visit: { id: 'day-4' }, verdict: { kind: 'intact' } })
  expect(page?.site).not.toBe(null)
  expect(page?.own.size).toBe(0)
})

test('what a healthy page of the site says is known not to be an attacker’s', () => {
  const days = ['clean', 'defaced'].map((label, day): ListedVisit => {
    const html = `<html><head><title>The Daily</title></head><body><p>News</p>${day === 0 ? '' : POSTER}</body></html>`
    return { ...visit(`own-${day}`, html, label === 'clean' ? 'clean' : 'defaced'), session: 'own' }
  })
  expect(judgeAll(days, new Set(days.slice(1)), lists, errors)[0]?.own).toEqual(
    new Set(['The Daily', 'News']),
  )
})

test.each(DISGUISES.map((disguise) => [disguise.name, disguise] as const))(
  'a defacement is caught and a story is spared: %s',
  (_, disguise) => {
    const result = stress(disguise, pages, lists, 'a')
    expect(result).toMatchObject({ caught: 1, stillCaught: 1, healthy: 1, accused: 0 })
  },
)

test.each(HIDINGS.map((hiding) => [hiding.name, hiding] as const))(
  'a message that nobody sees accuses nobody: %s',
  (_, hiding) => {
    expect(hide(hiding, pages, ['Hacked by Nobody. Your security is low, admin!'], lists, 'a')).toMatchObject(
      {
        healthy: 1,
        accused: 0,
      },
    )
  },
)

test('a disguise changes the page, and the same seed changes it in the same way', () => {
  const html = readFileSync(defaced.file, 'utf8')
  for (const disguise of DISGUISES) {
    const [once, again] = [0, 1].map(() => {
      const opened = openStressPage(html)
      expect(disguise.change(opened, randomOf('a')), disguise.name).toBe(true)
      return closeStressPage(opened)
    })
    expect(once, disguise.name).toBe(again)
    expect(once, disguise.name).not.toBe(closeStressPage(openStressPage(html)))
  }
})

test('only what an attacker brought is disguised, and the site keeps its own', () => {
  const html =
    '<html><head><title>The Daily</title></head><body><h1>News</h1><div><b>Hacked by</b> <i>Owl</i></div></body></html>'
  const own = new Set(['The Daily', 'News'])
  const opened = () => openStressPage(html, own)
  expect(opened().texts.map(({ data }) => data)).toEqual(['Hacked by', 'Owl'])
  expect(opened().title).toBe(null)
  const change = (name: string) => {
    const page = opened()
    expect(DISGUISES.find((one) => one.name === name)?.change(page, randomOf('a'))).toBe(true)
    return closeStressPage(page)
  }
  expect(change('reversed')).toContain('<h1>News</h1><div><b>yb dekcaH</b> <i>lwO</i></div>')
  expect(change('script-base64')).toMatch(
    /<h1>News<\/h1><div><script>document\.write\(atob\("[\w+/=]+"\)\)<\/script><\/div>/,
  )
  expect(change('script-inner')).toContain('document.body.innerHTML += ')
})

test('what is no longer caught is named, and missed shares are said to be missed', () => {
  const removed = { name: 'removed', about: 'no text at all', change: () => true }
  const result = stress(
    {
      ...removed,
      change({ tree }) {
        tree.children = []
        return true
      },
    },
    pages,
    lists,
    'a',
  )
  expect(result).toMatchObject({ caught: 1, stillCaught: 0, missed: ['poster'] })
  expect(formatDisguises([result])).toContain('MISSED')
})
