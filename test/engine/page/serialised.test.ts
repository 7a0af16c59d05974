import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { BOUNDS } from '../../../src/engine/page/bounds.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { HTML_BOUND } from '../../../src/engine/page/html-bound.ts'
import { observeSerialised } from '../../../src/engine/page/serialised.ts'

const about = { url: 'https://www.lemonde.fr/monde/?a=1', status: 200, at: 1 }
const observe = (html: string) => observeSerialised(html, about)
const texts = (html: string) => observe(html).blocks.map(({ text }) => text)

interface Tree {
  tag: string
  attributes: Record<string, string>
  children: (Tree | string)[]
}

const VOID = ['br', 'img', 'input', 'meta', 'hr']
const RAW = ['script', 'style']

const escaped = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')

/** The standard's serialisation, as browsers write it. */
function serialise(node: Tree | string): string {
  if (typeof node === 'string') return escaped(node)
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value).replace(/"/g, '&quot;')}"`)
    .join('')
  const start = `<${node.tag}${attributes}>`
  if (VOID.includes(node.tag)) return start
  const inner = RAW.includes(node.tag)
    ? node.children.filter((child) => typeof child === 'string').join('')
    : node.children.map(serialise).join('')
  return `${start}${inner}</${node.tag}>`
}

/** Elements that no parser moves about, so that both front ends are told of the same tree. */
const TAGS = [...VOID, ...RAW, 'div', 'span', 'section', 'nav', 'article', 'b', 'figure', 'iframe', 'svg']
const text = fc.string({
  unit: fc.constantFrom(...'ab é\u00a0&;"\'<>=ـм中 \n', '&amp;', '&lt;b&gt;'),
  maxLength: 12,
})
const attributes = fc.dictionary(
  fc.constantFrom(
    'class',
    'id',
    'href',
    'src',
    'style',
    'alt',
    'hidden',
    'data-x',
    'type',
    'content',
    'name',
  ),
  fc.oneof(
    text,
    fc.constantFrom('/monde', 'display:none', 'position:fixed;width:100%;height:100%', 'menu big'),
  ),
  { maxKeys: 4, noNullPrototype: true },
)
const plain = text.map((value) => value.replace(/</g, ''))
const { tree } = fc.letrec<{ tree: Tree; node: Tree | string }>((tie) => ({
  tree: fc
    .record({
      tag: fc.constantFrom(...TAGS),
      attributes,
      children: fc.array(tie('node'), { maxLength: 4, depthIdentifier: 'page' }),
    })
    .chain((made) =>
      RAW.includes(made.tag) || made.tag === 'iframe'
        ? plain.map((only) => ({ ...made, children: made.tag === 'iframe' ? [] : [only] }))
        : fc.constant(made),
    ),
  node: fc.oneof({ depthIdentifier: 'page', maxDepth: 5 }, text, tie('tree')),
}))

describe('a page that a browser wrote down', () => {
  it('gives the observation that the parser gives', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (trees) => {
        const html = `<html lang="fr"><head><title>Le Monde</title></head><body>${trees.map(serialise).join('')}</body></html>`
        expect(observe(html)).toEqual(observeHtml(html, about))
      }),
      { numRuns: 400 },
    )
  })

  it('is read as the tree it is, where a parser would build another', () => {
    const page = observe(
      '<p class="outer">one<p class="inner">two</p>three</p><table><div>four</div></table>',
    )
    expect(page.blocks.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four'])
    expect(page.counts.elements).toBe(4)
  })

  it('keeps what stands in scripts out of the tree', () => {
    expect(texts('<script>"<p>no</p>" && 1</script><noscript><p>no</noscript><p>yes</p>')).toEqual(['yes'])
  })

  it('passes over comments, instructions and the document type', () => {
    expect(texts('<!DOCTYPE html><!-- <p>no</p> --><?php <p ?><p>a<!-- > -->b</p>')).toEqual(['ab'])
  })

  it('takes a declared shadow tree for its host’s content', () => {
    const html =
      '<x-card><template shadowrootmode="closed"><p>in</p></template></x-card><template><p>no</p></template>'
    expect(texts(`${html}<p>out</p>`)).toEqual(['in', 'out'])
  })

  it('reads a page of XML too', () => {
    const html =
      '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>one<br />two</p><svg><path d="M0" /></svg><p>three</p></body></html>'
    expect(texts(html)).toEqual(['one', 'two', 'three'])
  })

  it('reads values with any character in them', () => {
    const page = observe('<img alt="a &lt;b> &quot;c&quot; = &amp;lt;" src="/x"><p>d</p>')
    expect(page.blocks.map(({ text }) => text)).toEqual(['a <b> "c" = &lt;', 'd'])
  })
})

describe('text in no such notation', () => {
  test.each([
    '<',
    '</',
    '</p',
    '<p',
    '<p a',
    '<p a="',
    '<!--',
    '<!',
    '<?',
    '</p></p>',
    '<p><b></p></b>',
    '<a b c d="',
  ])('%s is read to its end', (html) => {
    expect(observe(html).limits).toEqual([])
    expect(texts(`<p>before</p>${html}`)[0]).toBe('before')
  })

  it('never fails and never ends open', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>/="! -?ap'), maxLength: 60 }), (html) => {
        expect(observe(html).url).toBe('https://www.lemonde.fr/monde/')
      }),
    )
  })

  it('gives an observation where one piece of it comes 200,000 times', () => {
    for (const unit of ['<a ', '</a>', '<a b="', '<!--', '<p><b>', '<script>'])
      expect(observe(unit.repeat(200_000)).url).toBe('https://www.lemonde.fr/monde/')
  })
})

test('the caps hold here too', () => {
  expect(observe('<b></b>'.repeat(BOUNDS.elements)).limits).toEqual([])
  expect(observe('<b></b>'.repeat(BOUNDS.elements + 1)).limits).toEqual(['elements'])
  expect(observe('<b>'.repeat(BOUNDS.depth + 1)).limits).toEqual(['depth'])
  expect(observe(' '.repeat(HTML_BOUND)).limits).toEqual([])
  expect(observe(' '.repeat(HTML_BOUND + 1)).limits).toEqual(['bytes'])
})
