import { availableParallelism } from 'node:os'
import { defineConfig, type Plugin } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What the build gives for a content script is the name of a file; outside a build there is none to look for. */
const contentScripts: Plugin = {
  name: 'content-script-names',
  enforce: 'pre',
  resolveId: (source) => (source.endsWith('?iife') ? `\0${source}` : null),
  load: (id) => (id.startsWith('\0') && id.endsWith('?iife') ? "export default 'content/start.js'" : null),
}

/** Files that take longest: what begins last keeps one core busy and the others waiting. */
const LONGEST = [
  'accessibility',
  'firefox-accessibility',
  'buttons-firefox',
  'buttons-chromium',
  'render',
  'dashboard',
]

/** The longest first; by itself a run takes large files for long ones. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/browser/${name}.test.ts`))
      return at === -1 ? LONGEST.length : at
    }
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other))
  }
}

/** Half as many again as there are cores, for a test waits much; by itself a run leaves one core idle. */
const WORKERS = Math.ceil(availableParallelism() * 1.5)

/** What ends a test that hangs, in milliseconds. How long one takes depends on the machine, and is no finding. */
const HANGS = 120_000

/** What stands in the place of a library keeps it away from every file that shares what is loaded. */
const REPLACES_A_LIBRARY = 'test/cli/fetch/changing-name.test.ts'

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'engine',
          include: ['test/engine/**/*.test.ts'],
          maxWorkers: WORKERS,
          // What leaves nothing behind shares what it loads, which here is half of what the files take.
          isolate: false,
          testTimeout: HANGS,
        },
      },
      {
        test: {
          name: 'programs',
          globalSetup: ['test/setup/programs.ts', 'test/setup/embedded-database.ts'],
          include: ['test/{cli,collector}/**/*.test.ts'],
          exclude: [REPLACES_A_LIBRARY],
          maxWorkers: WORKERS,
          isolate: false,
          testTimeout: HANGS,
          hookTimeout: HANGS,
        },
      },
      {
        plugins: [contentScripts],
        test: {
          name: 'unit',
          globalSetup: 'test/setup/programs.ts',
          include: ['test/*.test.ts', 'test/{decode,extension}/**/*.test.ts', REPLACES_A_LIBRARY],
          exclude: ['test/corpus*.test.ts'],
          maxWorkers: WORKERS,
          testTimeout: HANGS,
          hookTimeout: HANGS,
        },
      },
      {
        test: {
          name: 'browser',
          globalSetup: [
            'test/setup/programs.ts',
            'test/setup/embedded-database.ts',
            'test/setup/browsers.ts',
          ],
          include: ['test/browser/**/*.test.ts'],
          // After everything else, for a browser is slow that shares the machine with what reckons.
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
          testTimeout: HANGS,
          hookTimeout: HANGS,
        },
      },
      {
        test: {
          name: 'corpus',
          include: ['test/corpus*.test.ts'],
          globalSetup: 'test/setup/corpus.ts',
          fileParallelism: false,
          testTimeout: 300_000,
          // It takes all cores for itself.
          sequence: { groupOrder: 2 },
          hookTimeout: 900_000,
        },
      },
    ],
  },
})
