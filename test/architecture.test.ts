import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { describe, expect, it } from 'vitest'

const SOURCE = join(import.meta.dirname, '../src')

/** What each room may import: other rooms, and libraries. The order matters: the first prefix that fits is the room. */
const ROOMS = [
  { room: 'engine', rooms: [], libraries: ['valibot', 'htmlparser2', 'fflate'] },
  {
    room: 'extension/background/database/migrations',
    rooms: ['extension/background/database/schema.ts'],
    libraries: ['idb'],
  },
  {
    room: 'extension/background/database',
    rooms: ['engine', 'extension/background/database/migrations'],
    libraries: ['idb'],
  },
  {
    room: 'extension/background',
    rooms: [
      'engine',
      'extension/messages.ts',
      'extension/texts.ts',
      'extension/ensure-translations.ts',
      'extension/background/database',
      'extension/content/start.ts?iife',
    ],
    libraries: ['webextension-polyfill', 'valibot', '@cloudflare/blindrsa-ts'],
  },
  { room: 'extension/content', rooms: ['engine', 'extension/messages.ts'], libraries: [] },
  {
    room: 'extension/pages',
    rooms: ['engine', 'extension/messages.ts', 'extension/texts.ts', 'extension/ensure-translations.ts'],
    libraries: ['webextension-polyfill', 'preact', 'preact/hooks', 'tldts'],
  },
  {
    room: 'extension/ensure-translations.ts',
    rooms: ['extension/translations.ts'],
    libraries: ['webextension-polyfill', 'valibot'],
  },
  { room: 'extension', rooms: ['engine'], libraries: ['webextension-polyfill'] },
  { room: 'postgres', rooms: [], libraries: null },
  { room: 'decode', rooms: ['engine'], libraries: ['chardet'] },
  { room: 'collector', rooms: ['engine', 'decode', 'postgres'], libraries: null },
  { room: 'cli', rooms: ['engine', 'decode', 'postgres'], libraries: null },
] as const

interface Import {
  file: string
  /** A library's name, or a path under src. */
  target: string
  isOwn: boolean
}

const files = readdirSync(SOURCE, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
  .map((entry) => join(entry.parentPath, entry.name))

/** Every specifier a file imports: static, side effect, re-export, type and dynamic. A dynamic one that is computed is an error. */
function specifiers(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`)
  const found: string[] = []
  new Visitor({
    ImportDeclaration: ({ source }) => void found.push(source.value),
    ExportNamedDeclaration: ({ source }) => void (source && found.push(source.value)),
    ExportAllDeclaration: ({ source }) => void found.push(source.value),
    ImportExpression: ({ source }) => {
      found.push(source.type === 'Literal' && typeof source.value === 'string' ? source.value : '(computed)')
    },
    TSImportType: ({ source }) => void found.push(source.value),
  }).visit(program)
  return found
}

function importsOf(file: string): Import[] {
  return specifiers(file, readFileSync(file, 'utf8')).map((specifier) => {
    const isOwn = specifier.startsWith('.')
    const target = isOwn ? relative(SOURCE, resolve(dirname(file), specifier)) : specifier
    return { file: relative(SOURCE, file), target, isOwn }
  })
}

const isIn = (path: string, room: string) => path === room || path.startsWith(`${room}/`)
const roomOf = (file: string) => ROOMS.find(({ room }) => isIn(file, room))

function isAllowed({ file, target, isOwn }: Import): boolean {
  const from = roomOf(file)
  if (from === undefined) return false
  if (isOwn) return roomOf(target) === from || from.rooms.some((room) => isIn(target, room))
  return from.libraries === null || from.libraries.some((library) => library === target)
}

describe('the import table', () => {
  const imports = files.flatMap(importsOf)

  it('is kept by every import', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(imports.filter((one) => !isAllowed(one))).toEqual([])
  })

  it('sees every kind of import', () => {
    const sample = `
      import { a } from './a.ts'
      import type { B } from './b.ts'
      import './c.ts'
      export * from './d.ts'
      export { e } from './e.ts'
      const f = await import('./f.ts')
      let g: import('./g.ts').G
      await import(f.name)
      // import './not.ts'
    `
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(specifiers('sample.ts', sample).sort()).toEqual([
      '(computed)',
      ...letters.map((name) => `./${name}.ts`),
    ])
  })

  it.each([
    { file: 'engine/page/builder.ts', target: 'node:fs', isOwn: false },
    { file: 'engine/page/builder.ts', target: 'extension/messages.ts', isOwn: true },
    { file: 'extension/content/start.ts', target: 'webextension-polyfill', isOwn: false },
    { file: 'extension/content/start.ts', target: 'extension/pages/ask.ts', isOwn: true },
    { file: 'extension/pages/ask.ts', target: 'extension/background/database/open.ts', isOwn: true },
    { file: 'extension/background/look.ts', target: 'idb', isOwn: false },
    { file: 'extension/background/look.ts', target: 'extension/content/looks.ts', isOwn: true },
    {
      file: 'extension/background/database/migrations/all.ts',
      target: 'extension/background/database/open.ts',
      isOwn: true,
    },
    { file: 'cli/evaluate.ts', target: 'extension/messages.ts', isOwn: true },
    { file: 'cli/evaluate.ts', target: 'collector/main.ts', isOwn: true },
  ])('refuses $target in $file', (one) => {
    expect(isAllowed(one)).toBe(false)
  })
})
