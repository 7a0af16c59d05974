import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  fileSentence,
  readText,
  readWhole,
  replaceWhole,
  tryReading,
  tryWriting,
  writeSecret,
  writeWhole,
} from '../../src/cli/files.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-files-'))
  mkdirSync(join(folder, 'sub'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what is written is read again', () => {
  const file = join(folder, 'text')
  writeWhole(file, 'Zürich')
  expect(readText(file, '')).toBe('Zürich')
  replaceWhole(file, Uint8Array.of(1, 2))
  expect([...readWhole(file, '')]).toEqual([1, 2])
})

test('a file that cannot be read is named in a sentence that says what to do', () => {
  const none = join(folder, 'none')
  expect(tryReading(none, 'name another')).toEqual({
    ok: false,
    error: `${none} cannot be read: there is no such file; name another.`,
  })
  expect(() => readWhole(folder, 'name another')).toThrow(/cannot be read: it is a folder; name another\.$/)
  const through = join(folder, 'text', 'part')
  expect(() => readText(through, 'name another')).toThrow(/a part of its path is no folder/)
})

test('so is one that cannot be written, and nothing is left beside it', () => {
  const nowhere = join(folder, 'none', 'x')
  for (const write of [writeWhole, writeSecret])
    expect(() => write(nowhere, 'x')).toThrow(`${nowhere} cannot be written: its folder is not there; `)
  expect(() => replaceWhole(nowhere, Uint8Array.of(1))).toThrow(`${nowhere} cannot be written: `)
  const sub = join(folder, 'sub')
  expect(() => replaceWhole(sub, Uint8Array.of(1))).toThrow(`${sub} cannot be written: it is a folder; `)
  expect(readdirSync(folder)).not.toContain('sub.new')
})

test('whether a file can be written is found out without a trace', () => {
  const file = join(folder, 'kept')
  tryWriting(file)
  expect(existsSync(file)).toBe(false)
  writeWhole(file, 'all of it')
  tryWriting(file)
  expect(readFileSync(file, 'utf8')).toBe('all of it')
  const link = join(folder, 'link')
  symlinkSync(join(folder, 'not-yet'), link)
  tryWriting(link)
  expect([lstatSync(link).isSymbolicLink(), existsSync(link)]).toEqual([true, false])
  expect(() => tryWriting(join(folder, 'none', 'x'))).toThrow('its folder is not there')
  expect(() => tryWriting(folder)).toThrow('it is a folder')
})

test('a secret is for its owner alone, and never written over', () => {
  const file = join(folder, 'secret')
  writeSecret(file, 'first')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(() => writeSecret(file, 'second')).toThrow(
    `${file} is there already and is not written over; name another file.`,
  )
  expect(readFileSync(file, 'utf8')).toBe('first')
})

test('what the system says of a file elsewhere becomes a sentence, and nothing else does', () => {
  const none = join(folder, 'none')
  let caught: unknown
  try {
    statSync(none)
  } catch (error) {
    caught = error
  }
  expect(fileSentence(caught)).toMatch(/none cannot be used: there is nothing of that name; .+\.$/)
  expect(fileSentence(new Error('Something else.'))).toBeNull()
})
