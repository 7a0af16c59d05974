import { join } from 'node:path'
import { feedCommand } from '../../../src/cli/feed/command.ts'
import { makeKey, signRoot } from '../../../src/cli/feed/keys.ts'
import { type FeedKey, readFeedKey } from '../../../src/collector/publish/feed-key.ts'

/** Keys and a first root in a folder, made by the commands that an operator uses. */
export async function makeFeedKeys(folder: string): Promise<{ root: string; key: FeedKey }> {
  const files = ['a', 'b', 'c', 'feed'].map((name) => join(folder, `${name}.key`))
  const [a = '', b = '', c = '', feed = ''] = files.map(makeKey)
  const root = join(folder, 'root-1.json')
  const keys = [a, b, c].flatMap((key) => ['--root-key', key])
  await feedCommand(['root', root, ...keys, '--feed-key', feed])
  for (const file of files.slice(0, 2)) signRoot(root, file)
  return { root, key: readFeedKey(files[3] ?? '') }
}
