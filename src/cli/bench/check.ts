/**
 * How fast `masthead check` goes through a folder, beside bare htmlparser2 streaming over the same files: whole
 * processes of one thread each, in turn, `npm run bench:check -- FOLDER`. Beside both, the parser as anybody has to use it
 * who wants to know what is on a page: it hands over tags, attributes and texts, to functions that do nothing.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median } from './quantile.ts'
import { CORPUS } from './samples.ts'

const FILES = 600
const ROUNDS = 5
const GOAL = 0.7
const MAIN = join(import.meta.dirname, '../main.ts')

/** Reads every file of a folder and streams it through the parser, which tells these what it finds. */
const streaming = (handlers: string) => `
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Parser } from ${JSON.stringify(import.meta.resolve('htmlparser2'))}
const [folder] = process.argv.slice(2)
for (const name of readdirSync(folder)) {
  const parser = new Parser(${handlers})
  parser.end(readFileSync(join(folder, name), 'utf8'))
}
`

/** Milliseconds that a process of Node takes. */
function timeOf(args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  // What is checked may well be altered or unavailable.
  if (status === null || status === 2) throw new Error(`${args.join(' ')} failed: ${stderr}`)
  return performance.now() - start
}

const work = mkdtempSync(join(tmpdir(), 'masthead-check-'))
try {
  const from = resolve(process.argv[2] ?? join(CORPUS, 'html'))
  const names = readdirSync(from)
    .filter((name) => name.endsWith('.html'))
    .sort()
  const step = Math.max(1, Math.floor(names.length / FILES))
  const pages = join(work, 'pages')
  const none = join(work, 'none')
  mkdirSync(pages)
  mkdirSync(none)
  const chosen = names.filter((_, index) => index % step === 0).slice(0, FILES)
  for (const name of chosen) symlinkSync(join(from, name), join(pages, name))
  const bare = join(work, 'bare.mjs')
  const heard = join(work, 'heard.mjs')
  writeFileSync(bare, streaming('{}'))
  writeFileSync(heard, streaming('{ onopentag() {}, ontext() {}, onclosetag() {} }'))
  const check = (folder: string) => timeOf(['--import', 'tsx', MAIN, 'check', folder, '--json'])
  const stream = (program: string, folder: string) => timeOf([program, folder])
  const times = Array.from({ length: ROUNDS }, () => ({
    check: check(pages),
    checkStart: check(none),
    bare: stream(bare, pages),
    heard: stream(heard, pages),
    bareStart: stream(bare, none),
  }))
  const of = (name: 'check' | 'checkStart' | 'bare' | 'heard' | 'bareStart') =>
    median(times.map((one) => one[name]))
  const rate = (all: number, start: number) => (chosen.length * 1_000) / (all - start)
  const checked = rate(of('check'), of('checkStart'))
  const parsed = rate(of('bare'), of('bareStart'))
  const handed = rate(of('heard'), of('bareStart'))
  const ratio = checked / parsed
  console.log(
    `check, pages a second          ${checked.toFixed(0)} (start ${of('checkStart').toFixed(0)} ms apart)`,
  )
  console.log(
    `bare htmlparser2               ${parsed.toFixed(0)} (start ${of('bareStart').toFixed(0)} ms apart)`,
  )
  console.log(
    `htmlparser2 that is listened to ${handed.toFixed(0)}, ${(handed / parsed).toFixed(2)} times the bare one; check is ` +
      `${(checked / handed).toFixed(2)} times that`,
  )
  console.log(
    `ratio                          ${ratio.toFixed(2)} (at least ${GOAL}) ${ratio >= GOAL ? 'met' : 'MISSED'}`,
  )
  if (ratio < GOAL) process.exitCode = 1
} finally {
  rmSync(work, { recursive: true, force: true })
}
