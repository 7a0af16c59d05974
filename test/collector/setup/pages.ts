import type { PageFetcher } from '../../../src/collector/believe/fetch-page.ts'
import { readPages } from '../../pages/read-pages.ts'

const pages = readPages()

/** The internet as a test says it is: a test page, or no answer, for each host. */
export class FakeWeb {
  readonly sites = new Map<string, { page: string | null; hosting: string }>()
  opened: string[] = []
  /** Until then no page answers. */
  wait: Promise<void> | null = null

  readonly fetchPage: PageFetcher = async (url) => {
    this.opened.push(url)
    await this.wait
    const site = this.sites.get(new URL(url).hostname)
    const page = site?.page == null ? undefined : pages.get(site.page)
    if (site === undefined || page === undefined)
      return { ok: false, why: 'nobody answers', hosting: site?.hosting ?? '' }
    return { ok: true, url, status: page.status ?? 200, html: page.html, hosting: site.hosting }
  }
}
