import type { Site } from '../../src/cli/browser/site-server.ts'
import type { TestPage } from '../pages/read-pages.ts'

const svg = (body: string, box = '0 0 360 203') => ({
  headers: { 'content-type': 'image/svg+xml' },
  body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" preserveAspectRatio="xMidYMid slice" width="720" height="406">${body}</svg>`,
})

/** Stands for every photograph of the newspaper. */
const LANDSCAPE = svg(
  '<rect width="360" height="203" fill="#cfe0ee"/><circle cx="280" cy="52" r="22" fill="#f4d58d"/><path d="M0 203V130l80-50 70 60 60-40 150 70v33z" fill="#7d9b76"/><path d="M0 203v-40l120-20 240 40v20z" fill="#5b7b5a"/>',
)
const LOGO = svg(
  '<text x="180" y="116" text-anchor="middle" textLength="300" font-family="Georgia,serif" font-weight="bold" font-size="31">Le Courrier du Matin</text>',
  '0 80 360 60',
)
/** Stands for every picture that attackers put up. */
const POSTER = svg(
  '<rect width="360" height="203"/><path d="M130 60q50-40 100 0v50q-50 70-100 0z" fill="none" stroke="#b00" stroke-width="6"/><circle cx="160" cy="90" r="9" fill="#b00"/><circle cx="200" cy="90" r="9" fill="#b00"/>',
)

/** A web where one page is to be had at a time, at any address, and pictures. */
export class NewsroomSite {
  #page: { address: URL; page: TestPage } | null = null

  show(page: TestPage, address: string): void {
    this.#page = { address: new URL(address), page }
  }

  readonly answer: Site = (url) => {
    if (this.#page === null) return null
    const { address, page } = this.#page
    if (url.host === address.host && url.pathname === address.pathname)
      return { status: page.status, body: page.html }
    if (!/\.(?:jpg|png|gif|webp|svg)$/.test(url.pathname)) return null
    if (url.pathname === '/assets/logo.svg') return LOGO
    return /^\/(?:images|assets)\/(?!flag)/.test(url.pathname) ? LANDSCAPE : POSTER
  }
}
