import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { listen } from './listen.ts'

const page = (name: string) => readFileSync(join(import.meta.dirname, '../../../pages', name, 'page.html'))
const PAGES = {
  healthy: page('newsroom-home-day-1'),
  later: page('newsroom-home-day-2'),
  defaced: page('defaced-2015-french'),
  covered: page('defaced-overlay'),
  blank: Buffer.from('<!doctype html><html><head><title></title></head><body></body></html>'),
}

export type Shown = keyof typeof PAGES | 'gateway-timeout' | 'silence' | 'elsewhere'

/** A site whose page is changed by the test. */
export async function openSite() {
  const site = {
    shown: [] as Shown[],
    /** What every request gets once `shown` has run out. */
    usual: 'healthy' satisfies Shown as Shown,
    requests: [] as { path: string; at: number }[],
    onRequest: (_count: number) => {},
    /** Whom its security.txt names; none stands there where this is empty. */
    contact: '',
    /** How often that was asked. */
    contacted: 0,
  }
  const { server, url } = await listen((request, response) => {
    if (request.url?.endsWith('/security.txt') === true) {
      site.contacted++
      response.writeHead(site.contact === '' ? 404 : 200, { 'content-type': 'text/plain' })
      response.end(`Contact: ${site.contact}\n`)
      return
    }
    site.requests.push({ path: request.url ?? '', at: performance.now() })
    site.onRequest(site.requests.length)
    const shown = site.shown.shift() ?? site.usual
    const isElsewhere = request.headers.host?.startsWith('localhost') === true
    answer(response, isElsewhere ? 'healthy' : shown)
  })
  return Object.assign(site, { server, url })
}

function answer(response: ServerResponse, shown: Shown): void {
  switch (shown) {
    case 'silence':
      return
    case 'gateway-timeout':
      response.writeHead(504, { 'content-type': 'text/html' })
      response.end(
        '<html><head><title>504 Gateway Time-out</title></head><body><h1>504 Gateway Time-out</h1>',
      )
      return
    // To another name of the same machine, where a healthy page stands.
    case 'elsewhere':
      response.writeHead(302, { location: `http://localhost:${response.socket?.localPort}/` }).end()
      return
    default:
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGES[shown])
  }
}
