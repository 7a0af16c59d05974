import { describe, expect, it } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { portraitOf } from '../../../src/engine/page/portrait.ts'
import { DEFACED, frontPage } from '../../browser/pages.ts'

const HOME = 'https://www.lemonde.fr/'
const portrait = (html: string) => portraitOf(observeHtml(html, { url: HOME, status: 200, at: 7 }))

describe('a portrait', () => {
  it('of a newspaper has its title, its menu and its links', () => {
    expect(portrait(frontPage())).toMatchObject({
      at: 7,
      url: HOME,
      title: "La Gazette - toute l'actualité",
      menu: ['politique', 'monde', 'economie', 'culture', 'sport', 'sciences'],
      language: 'fr',
      script: 'latin',
      isDark: false,
    })
    expect(portrait(frontPage()).ownLinks).toBeGreaterThan(10)
  })

  it('of an altered page has what it says, loudest first, and no menu', () => {
    const { says, menu, isDark } = portrait(DEFACED)
    expect(says[0]).toBe('Hacked By AnonGhost Team')
    expect(menu).toEqual([])
    expect(isDark).toBe(true)
  })

  it('of a page without end is cut, between whole characters', () => {
    const { title, says, menu } = portrait(
      `<title>${'💀'.repeat(10_000)}</title><nav><a href="/a">${'💀'.repeat(5_000)}</a></nav><h1>${'x'.repeat(10_000)}</h1>`,
    )
    expect(Array.from(title).length).toBeLessThanOrEqual(160)
    expect(title).not.toMatch(/\p{Cs}/u)
    expect(Array.from(menu[0] ?? '').length).toBeLessThanOrEqual(40)
    expect(Array.from(says[0] ?? '').length).toBeLessThanOrEqual(200)
  })

  it('of an empty page says nothing', () => {
    expect(portrait('')).toMatchObject({ title: '', menu: [], says: [], script: null })
  })
})
