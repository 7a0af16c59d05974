import { defineConfig, type Plugin } from 'vitest/config'

/** What the build gives for a content script is the name of a file; outside a build there is none to look for. */
const contentScripts: Plugin = {
  name: 'content-script-names',
  enforce: 'pre',
  resolveId: (source) => (source.endsWith('?iife') ? `\0${source}` : null),
  load: (id) => (id.startsWith('\0') && id.endsWith('?iife') ? "export default 'content/start.js'" : null),
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'engine',
          include: ['test/engine/**/*.test.ts'],
          maxWorkers: '100%',
          // What is pure leaves nothing behind: its files share what they load, which is half of what they take.
          isolate: false,
        },
      },
      {
        plugins: [contentScripts],
        test: {
          name: 'unit',
          globalSetup: 'test/setup/programs.ts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/engine/**', 'test/browser/**', 'test/corpus*.test.ts'],
          // All cores: by itself a run leaves one idle, which on two is half of them.
          maxWorkers: '100%',
          // Some start several processes, each of which compiles what it runs.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          globalSetup: ['test/setup/programs.ts', 'test/setup/browsers.ts'],
          include: ['test/browser/**/*.test.ts'],
          // One file keeps a core busy: a third at a time makes all of them slower, and some too slow. After everything else,
          // for a browser is slow that shares the machine with what reckons.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
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
