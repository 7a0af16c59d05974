import { describe, expect, test } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { judge } from '../../../src/engine/verdict/judge.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'

/* A small paper that nobody has been to before reports on a defacement, and prints what the attackers wrote. */

const MENU = ['news', 'farming', 'sport', 'letters', 'jobs', 'births']
  .map((name) => `<li><a href="/${name}">${name}</a></li>`)
  .join('')
const MESSAGE =
  'Hacked by Night Heron Crew<br>Hello admin, your security is low. Nothing was deleted.<br>Greetz to all herons'
const PROSE = [
  'Residents who wanted to book a skip on Tuesday found a black page instead, and half a minute of organ music.',
  'The only officer with the key to the hosting panel was on a walking holiday, which the council regrets.',
  'The page is back since lunchtime, and the register of electors was never kept on that machine at all.',
  'A pupil of the grammar school saw it first; she had been looking for the dates of the summer term.',
]

const article = (message: string, prose: readonly string[] = PROSE, menu = MENU) =>
  `<!doctype html><html lang="en"><head><title>“Hacked by Night Heron Crew”: council page defaced</title></head><body>
  <header><a href="/">The Valley Echo</a></header><nav><ul>${menu}</ul></nav><main><article>
  <h1>“Hacked by Night Heron Crew”: council page defaced</h1>${prose.map((text) => `<p>${text}</p>`).join('\n')}
  ${message}</article></main><footer>The Valley Echo Ltd</footer></body></html>`

const kindOf = (html: string) =>
  judge({
    observation: observeHtml(html, { url: 'https://www.echo.example/story', status: 200, at: 0 }),
    site: null,
    patterns: shippedPatterns(),
    weights: shippedWeights,
  }).kind

describe('what a small paper prints of attackers', () => {
  test.each([
    ['in a quotation', `<blockquote>${MESSAGE}</blockquote>`],
    ['in paragraphs of one', `<blockquote><p>${MESSAGE.replaceAll('<br>', '</p><p>')}</p></blockquote>`],
    ['under a picture', `<figure><img src="/a.png"><figcaption>${MESSAGE}</figcaption></figure>`],
  ])('is a report: %s', (_, message) => expect(kindOf(article(message))).toBe('unfamiliar'))

  test.each([
    ['a headline that goes on from it', 'Hacked by Night Heron Crew: what the town did next'],
    ['one in Turkish', 'Hacked by Night Heron Crew: Belediyenin internet sitesi hacklendi'],
  ])('is a report: %s', (_, headline) =>
    expect(
      kindOf(
        article(`<p>“${MESSAGE.replaceAll('<br>', '. ')}”</p>`).replaceAll(
          '“Hacked by Night Heron Crew”: council page defaced',
          headline,
        ),
      ),
    ).toBe('unfamiliar'),
  )

  test('is one in Chinese, which says as much in a third of the letters', () => {
    const prose = [
      '昨天上午许多读者发现图书馆的网站变成了一片漆黑,无法续借任何书籍,只能听到奇怪的音乐。',
      '馆长表示网站由一家外地公司维护,负责的工程师正在山里休假,直到中午才收到消息并恢复页面。',
      '警方已经开始调查,读者的个人信息保存在另一台机器上,因此没有受到影响,请大家放心使用。',
    ]
    const message = '<blockquote>本站已被夜鹭小组入侵<br>管理员你好,请速修补漏洞</blockquote>'
    const page = article(message, prose).replaceAll(
      '“Hacked by Night Heron Crew”: council page defaced',
      '区图书馆网站遭篡改 首页惊现“黑客到此一游”',
    )
    expect(kindOf(page)).toBe('unfamiliar')
    expect(kindOf(page.replaceAll('blockquote', 'p'))).not.toBe('unfamiliar')
  })

  test.each([
    ['without a quotation', article(`<p>${MESSAGE.replaceAll('<br>', '</p><p>')}</p>`)],
    ['without a report around it', article(`<blockquote>${MESSAGE}</blockquote>`, [])],
    ['without a paper around it', article(`<blockquote>${MESSAGE}</blockquote>`, PROSE, '')],
    ['as the whole page', `<title>Hacked by Night Heron Crew</title><blockquote>${MESSAGE}</blockquote>`],
  ])('is an alarm: %s', (_, html) => expect(['suspect', 'defaced']).toContain(kindOf(html)))
})
