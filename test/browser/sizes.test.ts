import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const KB = 1_024
const BUILDS = join(import.meta.dirname, '../../dist')
const PAGES = join(import.meta.dirname, '../../src/extension/pages')

/** The scripts that a page is drawn with: those it names, and all that they import without waiting for somebody. */
function scriptsOf(build: string, page: string): Set<string> {
  const html = readFileSync(join(build, 'pages', page, 'index.html'), 'utf8')
  const open = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => join(build, path ?? ''))
  const found = new Set<string>()
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue
    found.add(path)
    const imported = readFileSync(path, 'utf8').matchAll(/\b(?:from|import)\s*["'](\.[^"']+\.js)["']/g)
    for (const [, one] of imported) open.push(resolve(dirname(path), one ?? ''))
  }
  return found
}

const zipped = (paths: Iterable<string>): number =>
  [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0)

describe.each(['chrome', 'firefox'])('what is loaded in %s', (browser) => {
  const build = join(BUILDS, browser)
  const pages = readdirSync(join(build, 'pages'))

  it('is at most 60 KB of script for each page of our own', () => {
    const sizes = pages.map((page) => ({ page, bytes: zipped(scriptsOf(build, page)) }))
    console.log(sizes.map(({ page, bytes }) => `${page} ${(bytes / KB).toFixed(1)} KB`).join(', '))
    expect(sizes.length).toBeGreaterThan(6)
    for (const { page, bytes } of sizes) {
      expect(bytes, page).toBeGreaterThan(5 * KB)
      expect(bytes, page).toBeLessThanOrEqual(60 * KB)
    }
  })

  it.each(pages)('is one sheet of style for "%s", in the order it was written in', (page) => {
    const html = readFileSync(join(build, 'pages', page, 'index.html'), 'utf8')
    const sheets = [...html.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"/g)].map(
      ([, href]) => href ?? '',
    )
    expect(sheets).toHaveLength(1)
    const style = readFileSync(join(build, sheets[0] ?? ''), 'utf8')
    const own = readFileSync(join(PAGES, page, `${page}.css`), 'utf8')
    const last = [...own.matchAll(/^(\.[\w-]+) \{/gm)].at(-1)?.[1] ?? ''
    expect(style.lastIndexOf(`${last}{`)).toBeGreaterThan(style.indexOf('.masthead{'))
  })

  it('is at most 12 KB in a page of the web', () => {
    expect(readFileSync(join(build, 'content/start.js')).length).toBeLessThanOrEqual(12 * KB)
  })
})
