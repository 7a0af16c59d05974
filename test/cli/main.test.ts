import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { parseSync, Visitor } from 'vite'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { MASTHEAD, masthead } from './setup/masthead.ts'

const CLI = join(import.meta.dirname, '../../src/cli')
const PAGES = join(import.meta.dirname, '../pages')
const run = promisify(execFile)
const saidSchema = v.object({ code: v.number(), stdout: v.string(), stderr: v.string() })

/** The libraries that a file loads before its first line runs; what it imports dynamically only where that is asked for. */
function librariesOf(file: string, isLater = false, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  if (file.endsWith('.json')) return []
  const targets: string[] = []
  const add = (source: { value: string } | null) => void (source && targets.push(source.value))
  new Visitor({
    ImportDeclaration: ({ importKind, source }) => importKind !== 'type' && add(source),
    ExportNamedDeclaration: ({ exportKind, source }) => exportKind !== 'type' && add(source),
    ExportAllDeclaration: ({ source }) => add(source),
    ImportExpression: ({ source }) =>
      isLater && source.type === 'Literal' && add({ value: String(source.value) }),
  }).visit(parseSync(file, readFileSync(file, 'utf8')).program)
  return targets.flatMap((target) =>
    target.startsWith('.') ? librariesOf(resolve(dirname(file), target), isLater, seen) : [target],
  )
}

const loaded = (file: string, isLater = false) =>
  new Set(librariesOf(join(CLI, file), isLater).filter((name) => !/^node:/.test(name)))

describe('what starts the program', () => {
  it('takes the one that was built only where it was built, while nothing that it was made of was changed or taken away', async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'masthead-start-')))
    const put = (name: string, text: string) => {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), text)
    }
    const list = (files: readonly string[], at = root) =>
      put('dist/programs/built/sources.json', JSON.stringify({ root: at, files }))
    const says = async () => (await run(join(root, 'src/cli/masthead.mjs'))).stdout.trim()
    try {
      put('src/cli/main.ts', "const said: string = 'from its sources'\nconsole.log(said)\n")
      put('src/part.ts', 'export {}\n')
      put('tsconfig.json', '{}')
      put('package.json', '{ "type": "module" }')
      copyFileSync(join(CLI, 'masthead.mjs'), join(root, 'src/cli/masthead.mjs'))
      symlinkSync(join(CLI, '../../node_modules'), join(root, 'node_modules'))
      expect(await says()).toBe('from its sources')
      const yesterday = Date.now() / 1_000 - 86_400
      for (const name of ['src/cli/main.ts', 'src/part.ts'])
        utimesSync(join(root, name), yesterday, yesterday)
      put('dist/programs/built/masthead.js', "console.log('as it was built')\n")
      list(['src/cli/main.ts', 'src/part.ts'])
      expect(await says()).toBe('as it was built')
      const tomorrow = Date.now() / 1_000 + 86_400
      utimesSync(join(root, 'src/part.ts'), tomorrow, tomorrow)
      expect(await says()).toBe('from its sources')
      rmSync(join(root, 'src/part.ts'))
      expect(await says()).toBe('from its sources')
      list(['src/cli/main.ts'])
      expect(await says()).toBe('as it was built')
      list(['src/cli/main.ts'], join(root, '../elsewhere'))
      expect(await says()).toBe('from its sources')
      put('dist/programs/built/sources.json', '{ "root": "/ma')
      expect(await says()).toBe('from its sources')
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  })
})

describe('the program as it is built', () => {
  it('names all that it was made of, lists included, and nothing else', () => {
    const list: unknown = JSON.parse(readFileSync(join(dirname(MASTHEAD), 'sources.json'), 'utf8'))
    const { root, files } = v.parse(v.object({ root: v.string(), files: v.array(v.string()) }), list)
    expect(root).toBe(resolve(CLI, '../..'))
    expect(files).toEqual(
      expect.arrayContaining([
        'src/cli/main.ts',
        'src/collector/main.ts',
        'src/engine/check.ts',
        'src/engine/patterns/packs/en.json',
      ]),
    )
    expect(files.filter((name) => !name.startsWith('src/'))).toEqual([])
  })

  it('says what it says when it runs from its sources, though it finds its patterns compiled', async () => {
    const pages = ['defaced-2015-french', 'newsroom-home-day-1'].map((name) => join(PAGES, name, 'page.html'))
    const ended = (...start: string[]) =>
      run(process.execPath, [...start, 'check', '--json', ...pages]).catch((error: unknown) => error)
    const built = await ended(MASTHEAD)
    expect(built).toMatchObject({ code: 1, stdout: expect.stringContaining('"verdict":"defaced"') })
    const sources = await ended('--import', 'tsx', join(CLI, 'main.ts'))
    expect(sources).toMatchObject(v.parse(saidSchema, built))
    expect(existsSync(join(dirname(MASTHEAD), 'patterns.bin'))).toBe(true)
  })
})

describe('masthead', () => {
  it('lists every command, each of which has help with examples', async () => {
    const { stdout } = await run(join(CLI, 'masthead.mjs'), ['--help'])
    for (const { name } of COMMANDS) expect(stdout).toContain(`  ${name} `)
    for (const { name } of COMMANDS) {
      const help = await run(join(CLI, 'masthead.mjs'), [name, '--help'])
      expect(help.stdout).toContain(`masthead ${name}`)
      expect(help.stdout).toContain('Examples:')
    }
  })

  it('says what is wrong with the arguments, and where to read on', async () => {
    expect(await masthead('keygen', '--jsn')).toEqual({
      status: 2,
      out: '',
      err: "Unknown option '--jsn'; see masthead keygen --help.\n",
    })
    expect(await masthead('feed', 'verify', 'x', '--root', 'no-such-root')).toMatchObject({
      status: 2,
      err: expect.stringMatching(/^no-such-root cannot be used: there is nothing of that name; .+\.\n$/),
    })
  })

  it('ends quietly where nobody reads on, as after `head`', async () => {
    const child = spawn(process.execPath, [join(CLI, 'masthead.mjs'), '--help'], { stdio: 'pipe' })
    child.stdout.destroy()
    const said: string[] = []
    child.stderr.on('data', (part: Buffer) => said.push(part.toString()))
    const [status] = await once(child, 'close')
    expect([status, said.join('')]).toEqual([0, ''])
  })

  it('loads no library before it knows the command', () => {
    expect([...loaded('main.ts')]).toEqual([])
    // The walk sees what is there: this one drives browsers.
    expect(loaded('browser/chromium.ts')).toContain('playwright-core')
  })

  it('loads nothing that fetches, drives a browser or builds to check a file', () => {
    expect([...loaded('check/command.ts')].sort()).toEqual(['chardet', 'htmlparser2', 'valibot'])
  })

  it('needs nothing that is installed for its developers alone', () => {
    const { dependencies } = v.parse(
      v.object({ dependencies: v.record(v.string(), v.string()) }),
      JSON.parse(readFileSync(join(CLI, '../../package.json'), 'utf8')),
    )
    const wanted = readdirSync(CLI, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|mjs)$/.test(name) && !/^(?:bench|generate|package)\//.test(name))
      .flatMap((name) => [...loaded(name, true)])
      .map((library) => /^(?:@[^/]+\/)?[^/]+/.exec(library)?.[0] ?? library)
    expect([...new Set(wanted)].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([])
    expect(wanted).toContain('tsx')
  })
})
