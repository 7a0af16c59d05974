import type { Database } from './open.ts'

/** What is kept under a name; made and kept on first use. Processes that ask at once all get the same. */
export async function settingOf(
  database: Database,
  name: string,
  make: () => Promise<string> | string,
): Promise<string> {
  const read = () =>
    database.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  const known = await read()
  if (known !== undefined) return known.value
  await database
    .insertInto('settings')
    .values({ name, value: await make() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const kept = await read()
  if (kept === undefined) throw new Error(`The setting "${name}" was not kept; look at the database.`)
  return kept.value
}
