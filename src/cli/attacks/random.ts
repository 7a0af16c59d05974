import { hashText, mix } from '../../engine/page/hash.ts'

/** Chance that comes out the same every time: a stream of numbers out of a name. */
export interface Random {
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number
  /** One of the items; throws where there is none. */
  pick<T>(items: readonly T[]): T
  /** All items in another order. */
  shuffle<T>(items: readonly T[]): T[]
}

/** The stream of one name; streams of different names have nothing to do with each other. */
export function randomOf(name: string): Random {
  const start = hashText(name)
  let step = 0
  const below = (count: number) => mix(start, ++step) % count
  return {
    below,
    pick(items) {
      if (items.length === 0) throw new Error(`There is nothing to pick from for "${name}"; add some.`)
      const [item] = items.slice(below(items.length))
      if (item === undefined) throw new Error(`An item to pick for "${name}" is undefined; leave it out.`)
      return item
    },
    shuffle: (items) =>
      items
        .map((item) => ({ item, rank: below(2 ** 32) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
  }
}
