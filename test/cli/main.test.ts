import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { parseSync, Visitor } from 'vite'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { masthead } from './setup/masthead.ts'

const CLI = join(import.meta.dirname, '../../src/cli')
const run = promisify(execFile)

/** The libraries that a file loads before its first line runs: what is imported dynamically is left out. */
function librariesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  if (file.endsWith('.json')) return []
  const targets: string[] = []
  const add = (source: { value: string } | null) => void (source && targets.push(source.value))
  new Visitor({
    ImportDeclaration: ({ importKind, source }) => importKind !== 'type' && add(source),
    ExportNamedDeclaration: ({ exportKind, source }) => exportKind !== 'type' && add(source),
    ExportAllDeclaration: ({ source }) => add(source),
  }).visit(parseSync(file, readFileSync(file, 'utf8')).program)
  return targets.flatMap((target) =>
    target.startsWith('.') ? librariesOf(resolve(dirname(file), target), seen) : [target],
  )
}

const loaded = (file: string) => new Set(librariesOf(join(CLI, file)).filter((name) => !/^node:/.test(name)))

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
      .flatMap((name) => [...loaded(name)])
      .map((library) => /^(?:@[^/]+\/)?[^/]+/.exec(library)?.[0] ?? library)
    expect([...new Set(wanted)].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([])
    expect(wanted).toContain('tsx')
  })
})
