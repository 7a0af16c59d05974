import type { Transaction } from 'kysely'
import { decodeSite, encodeSite } from '../../../engine/signature/codec/local.ts'
import type { SiteSignature } from '../../../engine/signature/signature.ts'
import type { Change, KnownSite, Learned } from '../store.ts'
import type { SiteTable, WatchSchema } from './schema.ts'

/** A transaction in which everything is written together. */
export type Write = Transaction<WatchSchema>

/** Writes all that follows from a look, within the caller's transaction. */
export async function writeChange(write: Write, change: Change): Promise<void> {
  const { property, site, statement, keyCheck, incident, portrait, contacts, waiting } = change
  await putProperty(write, property.name, JSON.stringify(property.record))
  if (incident !== null) await putIncident(write, incident.id, JSON.stringify(incident))
  if (portrait !== null) await putPortrait(write, property.name, JSON.stringify(portrait))
  if (contacts !== null) await putContacts(write, contacts.host, JSON.stringify(contacts.record))
  if (statement !== null) await putStatement(write, statement.host, statement.file)
  if (keyCheck !== null) await putKeyCheck(write, keyCheck.host, JSON.stringify(keyCheck.record))
  if (waiting.length > 0)
    await write
      .insertInto('alerts')
      .values(waiting.map((one) => ({ target: one.target, record: JSON.stringify(one.waiting) })))
      .execute()
  if (site !== null) await putSite(write, site)
}

const putProperty = (write: Write, name: string, record: string) =>
  write
    .insertInto('properties')
    .values({ name, record })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ record }))
    .execute()

const putIncident = (write: Write, id: string, record: string) =>
  write
    .insertInto('incidents')
    .values({ id, record })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ record }))
    .execute()

const putPortrait = (write: Write, name: string, record: string) =>
  write
    .insertInto('portraits')
    .values({ name, record })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ record }))
    .execute()

const putContacts = (write: Write, host: string, record: string) =>
  write
    .insertInto('contacts')
    .values({ host, record })
    .onConflict((conflict) => conflict.column('host').doUpdateSet({ record }))
    .execute()

const putStatement = (write: Write, host: string, file: Uint8Array) =>
  write
    .insertInto('statements')
    .values({ host, file })
    .onConflict((conflict) => conflict.column('host').doUpdateSet({ file }))
    .execute()

const putKeyCheck = (write: Write, host: string, record: string) =>
  write
    .insertInto('key_checks')
    .values({ host, record })
    .onConflict((conflict) => conflict.column('host').doUpdateSet({ record }))
    .execute()

/** Where another look at the host was faster, this one's lesson is drawn anew from what is known by now. */
async function putSite(write: Write, { site, version, anew }: Learned): Promise<void> {
  const { host } = site
  if (await writeSite(write, site, version)) return
  const row = await write
    .selectFrom('sites')
    .selectAll()
    .where('host', '=', host)
    .forUpdate()
    .executeTakeFirst()
  const lesson = anew(row === undefined ? null : (knownSite(row)?.site ?? null))
  if (lesson !== null) await writeSite(write, lesson, row?.version ?? 0)
}

/** Whether it was written; it is not where the host's version is another one. */
async function writeSite(write: Write, site: SiteSignature, version: number): Promise<boolean> {
  const { host } = site
  const row = { version: version + 1, signature: encodeSite(site) }
  const written =
    version === 0
      ? await write
          .insertInto('sites')
          .values({ host, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .returning('host')
          .execute()
      : await write
          .updateTable('sites')
          .set(row)
          .where('host', '=', host)
          .where('version', '=', version)
          .returning('host')
          .execute()
  return written.length === 1
}

/** What is damaged or of another version is learned anew. */
export function knownSite({ host, version, signature }: SiteTable): KnownSite | null {
  const decoded = decodeSite(signature)
  return decoded.ok && decoded.value.host === host ? { site: decoded.value, version } : null
}
