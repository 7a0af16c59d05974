import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, Migrator, sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrations } from '../../../src/collector/database/migrations/all.ts'
import { pgliteDialect } from '../../../src/collector/database/pglite-dialect.ts'

test('claims, signatures and cases of an earlier version are kept as what they are now', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-migrations-'))
  const database = new Kysely<unknown>({ dialect: pgliteDialect(await PGlite.create(folder)) })
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } })
  const rowsOf = async (query: string) => (await sql.raw(query).execute(database)).rows
  try {
    expect((await migrator.migrateTo('0005-counter-votes')).error).toBeUndefined()
    await rowsOf(`insert into owners (domain, challenge, key_hash, asked_at, proven_at, method) values
      ('open.example', 'c1', 'k1', 1, 0, ''), ('proven.example', 'c2', 'k2', 2, 3, 'dns'),
      ('sub.proven.example', 'c3', 'k3', 2, 3, 'file')`)
    await rowsOf(`insert into signatures (host, source, core, at) values ('www.proven.example', 'owner', 'x', 4),
      ('www.sub.proven.example', 'owner', 'x', 4), ('www.proven.example', 'feed', 'x', 4)`)
    await rowsOf(`insert into cases (host, path, state, opened_at, last_report_at, look_at, restored_at) values
      ('a.example', '/', 'restored', 1, 2, 3, 4), ('b.example', '/', 'rejected', 1, 5, 3, 0),
      ('c.example', '/', 'open', 1, 2, 3, 0)`)

    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    expect(await rowsOf('select domain, key_hash, challenge from claims')).toEqual([
      { domain: 'open.example', key_hash: 'k1', challenge: 'c1' },
    ])
    expect(await rowsOf('select domain from owners order by domain')).toEqual([
      { domain: 'proven.example' },
      { domain: 'sub.proven.example' },
    ])
    expect(await rowsOf('select host, source, domain from signatures order by host, source')).toEqual([
      { host: 'www.proven.example', source: 'feed', domain: '' },
      { host: 'www.proven.example', source: 'owner', domain: 'proven.example' },
      { host: 'www.sub.proven.example', source: 'owner', domain: 'sub.proven.example' },
    ])
    expect(await rowsOf('select host, ended_at from cases order by host')).toEqual([
      { host: 'a.example', ended_at: 4 },
      { host: 'b.example', ended_at: 5 },
      { host: 'c.example', ended_at: 0 },
    ])
  } finally {
    await database.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
})
