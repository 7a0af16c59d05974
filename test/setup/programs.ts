import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the programs that tests start: `masthead.js` and `collector.js`. */
    programs: string
  }
}

const ROOT = join(import.meta.dirname, '../..')
const SOURCES = join(ROOT, 'src/')

/**
 * Puts each program into few files, once, before tests start it some hundred times: from its sources, half of what a run
 * costs is reading four hundred of them. `main.test` runs it from there, as its users do.
 */
export default async function setup(project: TestProject): Promise<void> {
  const outDir = join(ROOT, 'dist/programs', project.name)
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [whereSourcesLie],
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
  project.provide('programs', outDir)
}

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
