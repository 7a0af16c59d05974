import { writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import { shippedPatterns } from '../../engine/patterns/shipped.ts'

const ROOT = join(import.meta.dirname, '../../..')
const SOURCES = join(ROOT, 'src/')

/**
 * Puts each program into few files, `masthead.js` and `collector.js`: from its sources, half of what a short run costs is
 * reading four hundred of them, and a quarter compiling the patterns, which `masthead.js` finds compiled in `patterns.bin`.
 * `sources.json` beside them names what they were made of and where that lay, by which `masthead.mjs` tells whether they
 * are still current.
 */
export async function buildPrograms(outDir: string): Promise<void> {
  let files: string[] = []
  const noted: Plugin = {
    name: 'note-sources',
    generateBundle(_, bundle) {
      const ids = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
      files = [...new Set(ids.filter(isOurs).map((id) => relative(ROOT, id)))].sort()
    },
  }
  const table = join(outDir, 'patterns.bin')
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    define: { 'globalThis.PATTERN_TABLE': JSON.stringify(table) },
    plugins: [whereSourcesLie, noted],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: {
        input: { masthead: join(SOURCES, 'cli/main.ts'), collector: join(SOURCES, 'collector/main.ts') },
      },
    },
  })
  writeFileSync(table, new Uint8Array(shippedPatterns().table.buffer))
  writeFileSync(join(outDir, 'sources.json'), `${JSON.stringify({ root: ROOT, files }, null, 1)}\n`)
}

const isOurs = (id: string): boolean => id.startsWith(ROOT) && !id.includes('/node_modules/')

/** Files that lie beside the sources are found from where these are, not from where the program was put. */
const whereSourcesLie: Plugin = {
  name: 'where-sources-lie',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(SOURCES) || !code.includes('import.meta.')) return null
    const placed = code
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
    return { code: placed, map: null }
  },
}
