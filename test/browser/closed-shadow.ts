import type { Page } from 'playwright-core'
import * as v from 'valibot'

const nodeSchema: v.GenericSchema<unknown, DomNode> = v.object({
  nodeName: v.string(),
  nodeValue: v.string(),
  shadowRootType: v.optional(v.string()),
  children: v.optional(v.array(v.lazy(() => nodeSchema))),
  shadowRoots: v.optional(v.array(v.lazy(() => nodeSchema))),
})

interface DomNode {
  nodeName: string
  nodeValue: string
  shadowRootType?: string | undefined
  children?: DomNode[] | undefined
  shadowRoots?: DomNode[] | undefined
}

/** The elements and the texts that stand in closed shadow trees of a page, which only the debugger opens. */
export async function inClosedShadow(page: Page): Promise<{ elements: string[]; texts: string[] }> {
  const session = await page.context().newCDPSession(page)
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
    const found: { elements: string[]; texts: string[] } = { elements: [], texts: [] }
    collect(v.parse(nodeSchema, root), false, found)
    return found
  } finally {
    await session.detach()
  }
}

function collect(node: DomNode, isInside: boolean, found: { elements: string[]; texts: string[] }): void {
  const isNowInside = isInside || node.shadowRootType === 'closed'
  if (isNowInside && node.nodeName === '#text') found.texts.push(node.nodeValue)
  if (isInside && !node.nodeName.startsWith('#')) found.elements.push(node.nodeName)
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])])
    collect(child, isNowInside, found)
}
