import type { CDPSession, Page } from 'playwright-core'
import * as v from 'valibot'

const nodeSchema: v.GenericSchema<unknown, DomNode> = v.object({
  nodeId: v.number(),
  nodeName: v.string(),
  nodeValue: v.string(),
  shadowRootType: v.optional(v.string()),
  children: v.optional(v.array(v.lazy(() => nodeSchema))),
  shadowRoots: v.optional(v.array(v.lazy(() => nodeSchema))),
})

interface DomNode {
  nodeId: number
  nodeName: string
  nodeValue: string
  shadowRootType?: string | undefined
  children?: DomNode[] | undefined
  shadowRoots?: DomNode[] | undefined
}

interface Found {
  elements: string[]
  texts: string[]
  /** The middle of every button, in CSS pixels; the first one closes the banner. */
  buttons: { x: number; y: number }[]
}

/** What stands in closed shadow trees of a page, which only the debugger opens. */
export async function inClosedShadow(page: Page): Promise<Found> {
  const session = await page.context().newCDPSession(page)
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
    const nodes = inside(v.parse(nodeSchema, root), false)
    const buttons: Found['buttons'] = []
    for (const { nodeName, nodeId } of nodes)
      if (nodeName === 'BUTTON') buttons.push(await middleOf(session, nodeId))
    return {
      elements: nodes.map(({ nodeName }) => nodeName).filter((name) => !name.startsWith('#')),
      texts: nodes.filter(({ nodeName }) => nodeName === '#text').map(({ nodeValue }) => nodeValue),
      buttons,
    }
  } finally {
    await session.detach()
  }
}

const htmlSchema = v.object({ outerHTML: v.string() })

/** What closed shadow trees hold, as HTML that can be put into another page; their styles stand on the elements. */
export async function htmlOfClosedShadow(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
    const parts: string[] = []
    for (const { nodeId } of rootsOf(v.parse(nodeSchema, root)))
      parts.push(v.parse(htmlSchema, await session.send('DOM.getOuterHTML', { nodeId })).outerHTML)
    return parts.join('')
  } finally {
    await session.detach()
  }
}

/** The elements at the top of closed shadow trees. */
function rootsOf(node: DomNode): DomNode[] {
  const shadows = node.shadowRoots ?? []
  const closed = shadows.filter(({ shadowRootType }) => shadowRootType === 'closed')
  return [
    ...closed.flatMap(({ children }) => children ?? []),
    ...[...(node.children ?? []), ...shadows].flatMap(rootsOf),
  ]
}

function inside(node: DomNode, isInside: boolean): DomNode[] {
  const isNowInside = isInside || node.shadowRootType === 'closed'
  const below = [...(node.children ?? []), ...(node.shadowRoots ?? [])]
  return [...(isInside ? [node] : []), ...below.flatMap((one) => inside(one, isNowInside))]
}

async function middleOf(session: CDPSession, nodeId: number): Promise<Found['buttons'][number]> {
  const { model } = await session.send('DOM.getBoxModel', { nodeId })
  const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border
  return { x: (left + right) / 2, y: (top + bottom) / 2 }
}
