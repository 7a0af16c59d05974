import type { Node } from 'jsonc-parser'

export interface RepeatedKey {
  value: string
  /** Where it stands again, and where it stood first. */
  offset: number
  first: number
}

/** The first key that an object of a file has twice: only one of its values would count. Null where there is none. */
export function repeatedKey(tree: Node): RepeatedKey | null {
  const offsets = new Map<string, number>()
  for (const child of tree.children ?? []) {
    const key = tree.type === 'object' ? child.children?.[0] : undefined
    if (key !== undefined) {
      const value = String(key.value)
      const first = offsets.get(value)
      if (first !== undefined) return { value, offset: key.offset, first }
      offsets.set(value, key.offset)
    }
    const inside = repeatedKey(child)
    if (inside !== null) return inside
  }
  return null
}
