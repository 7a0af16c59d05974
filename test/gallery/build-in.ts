import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'

const DIST = join(import.meta.dirname, '../../dist')
export const CHROMIUM_BUILD = join(DIST, 'chrome')
export const FIREFOX_BUILD = join(DIST, 'firefox')

const manifestSchema = v.looseObject({ default_locale: v.string() })

/**
 * A copy of a build that speaks one language whatever the browser's own: a machine for tests has few languages, and
 * a language that is missing falls back to the one an extension names.
 */
export function buildIn(build: string, language: string): string {
  const folder = mkdtempSync(join(tmpdir(), `masthead-${language}-`))
  cpSync(build, folder, { recursive: true })
  const locales = join(folder, '_locales')
  for (const locale of readdirSync(locales))
    if (locale !== language) rmSync(join(locales, locale), { recursive: true })
  const file = join(folder, 'manifest.json')
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(file, 'utf8')))
  writeFileSync(file, JSON.stringify({ ...manifest, default_locale: language }))
  return folder
}
