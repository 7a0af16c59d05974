import type { Page } from 'playwright-core'
import * as v from 'valibot'
import type { ChromiumBrowser } from '../../browser/chromium.ts'

/** What a reader saw of a verdict. */
export interface Seen {
  warning: boolean
  banner: boolean
  /** The icon's words, as a screen reader says them. */
  icon: string
}

const nodeSchema: v.GenericSchema<unknown, DomNode> = v.object({
  attributes: v.optional(v.array(v.string())),
  children: v.optional(v.array(v.lazy(() => nodeSchema))),
  shadowRoots: v.optional(v.array(v.lazy(() => nodeSchema))),
})

interface DomNode {
  attributes?: string[] | undefined
  children?: DomNode[] | undefined
  shadowRoots?: DomNode[] | undefined
}

export async function whatIsSeen(browser: ChromiumBrowser, page: Page): Promise<Seen> {
  const warning = page.url().startsWith(browser.url('pages/warning/'))
  return {
    warning,
    banner: !warning && (await hasBanner(browser, page)),
    icon: await iconTitle(browser, page),
  }
}

/** The banner stands in a closed shadow tree, which only the debugger's view of the page opens. */
async function hasBanner(browser: ChromiumBrowser, page: Page): Promise<boolean> {
  const session = await browser.context.newCDPSession(page)
  try {
    const { root } = await session.send('DOM.getDocument', { depth: 5, pierce: true })
    const html = v.parse(nodeSchema, root).children?.flatMap((node) => node.children ?? []) ?? []
    const shadows = html.flatMap((node) => node.shadowRoots ?? [])
    return shadows.some((shadow) => (shadow.children ?? []).some(isAlertDialog))
  } finally {
    await session.detach()
  }
}

function isAlertDialog({ attributes = [] }: DomNode): boolean {
  const role = attributes.indexOf('role')
  return role >= 0 && attributes[role + 1] === 'alertdialog'
}

async function iconTitle(browser: ChromiumBrowser, page: Page): Promise<string> {
  const desk = await browser.desk()
  return desk.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url: `${url.split('#')[0]}*` })
    return tab?.id === undefined ? '' : chrome.action.getTitle({ tabId: tab.id })
  }, page.url())
}
