import { describe, expect, test } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { StyleRules } from '../../../src/engine/page/style-rules.ts'
import { STYLED } from '../../../src/engine/page/style-signs.ts'

function bits(
  css: string,
  tag = 'div',
  names: string | null = null,
  id: string | null = null,
  isTop = false,
) {
  const rules = new StyleRules()
  rules.read(css)
  return rules.bits(tag, names, id, isTop)
}

describe('simple rules', () => {
  test.each([
    ['a class', '.gone{display:none}', 'div', 'card gone', null, false],
    ['a class of a tag', 'div.gone { color:red; display : none }', 'div', 'gone', null, false],
    ['an id', '#old{visibility:hidden}', 'div', null, 'old', false],
    ['all that stands in the body', 'body > *{display:none!important}', 'main', null, null, true],
    ['one of several selectors', 'p, .a .b, #old {display:none}', 'div', null, 'old', false],
  ] as const)('that hide by %s', (_, css, tag, names, id, isTop) => {
    expect(bits(css, tag, names, id, isTop) & STYLED.hidden).not.toBe(0)
  })

  test.each([
    ['stand deeper than the rule says', 'body > *{display:none}', null, false],
    ['are shown by another rule', 'body > *{display:none} .new{display:block}', 'new', true],
    ['are hidden on paper only', '@media print { div { display:none } .x{color:red} }', null, false],
    ['need more than a name', '.menu .gone{display:none}', 'gone', false],
  ] as const)('say nothing of elements that %s', (_, css, names, isTop) => {
    expect(bits(css, 'div', names, null, isTop) & STYLED.hidden).toBe(0)
  })

  test('lay a class over the page', () => {
    const css = '.veil{position:fixed;top:0;left:0;width:100%;height:100%}'
    const page = observeHtml(`<style>${css}</style><body><p>News</p><div class=veil>Look here</div>`, {
      url: 'https://www.lemonde.fr/',
      status: 200,
      at: 0,
    })
    expect(page.counts.covers).toBe(1)
    expect(page.blocks.find(({ place }) => place === 'overlay')?.text).toBe('Look here')
  })
})

test('what is hidden says nothing for the page, however it is hidden', () => {
  const body = (attribute: string) =>
    `<style>#old{display:none}</style><body><div ${attribute}><nav><a class=menu href=/politique>Politics</a></nav></div><p>Message`
  const observe = (attribute: string) =>
    observeHtml(body(attribute), { url: 'https://www.lemonde.fr/', status: 200, at: 0 })
  expect(observe('').tokens.links).toHaveLength(1)
  for (const attribute of ['hidden', 'style="display:none"', 'id=old']) {
    const { tokens, counts } = observe(attribute)
    expect([tokens.links.length, tokens.names.length, counts.ownLinks, counts.landmarks], attribute).toEqual([
      0, 0, 0, 0,
    ])
  }
})
