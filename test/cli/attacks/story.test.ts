import { describe, expect, it } from 'vitest'
import { closePage, openPage } from '../../../src/cli/attacks/page.ts'
import { findArticle, findStories, rewrite, textOf } from '../../../src/cli/attacks/story.ts'

const open = (body: string) =>
  openPage(`<html><head></head><body>${body}</body></html>`, 'https://a.example/')

const card = (headline: string, teaser: string) =>
  `<article><img src="a.jpg"><h3><a href="/a"><span>${headline}</span></a></h3><p class="teaser">${teaser}</p></article>`

const TEASER = 'A few more words about it, so that one wants to read on.'
const cards = ['first', 'second', 'third']
  .map((name) => card(`The ${name} story of a long day`, TEASER))
  .join('')

describe('findStories', () => {
  it('gives each story its own card, headline and teaser', () => {
    const stories = findStories(open(`<h1>The paper of the small town</h1>${cards}`))
    expect(stories.map(({ card }) => card.name)).toEqual(['article', 'article', 'article'])
    expect(stories.map(({ headline }) => textOf(headline))).toEqual([
      'The first story of a long day',
      'The second story of a long day',
      'The third story of a long day',
    ])
    expect(stories.every(({ teaser }) => teaser !== null && textOf(teaser) === TEASER)).toBe(true)
  })

  it.each([
    ['a menu', (inside: string) => `<div class="main-menu">${inside}</div>`],
    ['a footer', (inside: string) => `<footer>${inside}</footer>`],
    ['what is hidden', (inside: string) => `<div style="display: none">${inside}</div>`],
    ['a template', (inside: string) => `<template>${inside}</template>`],
  ])('looks past %s', (_, wrap) => {
    const hidden = card('A headline that nobody sees', TEASER)
    expect(findStories(open(`${wrap(hidden)}${cards}`))).toHaveLength(3)
  })

  it('takes links for stories where nothing is a heading', () => {
    const links = [...'abcdef'].map((name) => `<li><a href="/${name}">A long link to story ${name}</a></li>`)
    const stories = findStories(open(`<ul>${links.join('')}</ul>`))
    expect(stories.map(({ headline }) => headline.name)).toEqual(Array(6).fill('a'))
  })

  it('finds none on an empty page', () => {
    expect(findStories(open(''))).toEqual([])
  })
})

describe('findArticle', () => {
  it('gives the paragraphs of the longest text, and none of what is short', () => {
    const text = Array(4).fill(`<p>${TEASER}</p>`).join('')
    expect(findArticle(open(`<div><p>${TEASER}</p></div><main>${text}<p>short</p></main>`))).toHaveLength(4)
    expect(findArticle(open(`<main><p>${TEASER}</p></main>`))).toEqual([])
  })
})

describe('rewrite', () => {
  it('keeps the markup inside, and escapes what it writes', () => {
    const page = open(cards)
    const [story] = findStories(page)
    if (story === undefined) throw new Error('The page should have stories.')
    rewrite(story.headline, 'Us & <them>')
    expect(closePage(page)).toContain('<h3><a href="/a"><span>Us &amp; &lt;them&gt;</span></a></h3>')
    expect(textOf(story.headline)).toBe('Us &amp; &lt;them&gt;')
  })
})

describe('openPage', () => {
  it('gives a page without a body one, around all but its head', () => {
    const page = openPage(
      '<!DOCTYPE html><head><title>T</title></head><p>text</p>',
      'https://www.a.example/x',
    )
    expect(closePage(page)).toBe('<!DOCTYPE html><head><title>T</title></head><body><p>text</p></body>')
    expect(page).toMatchObject({ lang: 'en', siteName: 'a.example', origin: 'https://www.a.example' })
  })

  it('leaves entities, scripts and odd attributes as they were written', () => {
    const html =
      '<html lang="fr-FR"><head></head><body><p title="a &quot; b">caf&eacute; &amp; th&eacute;</p><script>if (a < b && c) d("</p>")</script></body></html>'
    const page = openPage(html, 'https://a.example/')
    expect(closePage(page)).toBe(html)
    expect(page.lang).toBe('fr')
  })
})
