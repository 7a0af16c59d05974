import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/cli/watch/config.ts'
import { makePack, writePack } from './setup/patterns.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(text: string) {
  const file = join(folder, 'watch.json')
  writeFileSync(file, text)
  return readConfig(file)
}

describe('the file of properties', () => {
  it('is read with what it leaves out', () => {
    process.env.MASTHEAD_TEST_SECRET = 'a secret of some length'
    const config = read(`{
      // Comments are let pass.
      "every-minutes": 30,
      "properties": [
        { "name": "Home", "url": "https://www.example.org" },
        { "name": "Politics", "url": "https://www.example.org/politics", "every-minutes": 5, "alerts": [] },
      ],
      "alerts": {
        "desk": { "type": "webhook", "url": "https://hooks.example.org/", "secret": "env:MASTHEAD_TEST_SECRET" }
      }
    }`)
    expect(config).toMatchObject({
      store: { kind: 'folder', folder: join(folder, 'masthead-watch') },
      delay: 2_000,
      allowPrivate: false,
    })
    expect(config.properties).toEqual([
      { name: 'Home', url: 'https://www.example.org/', every: 1_800_000, ownerKey: null, alerts: ['desk'] },
      {
        name: 'Politics',
        url: 'https://www.example.org/politics',
        every: 300_000,
        ownerKey: null,
        alerts: [],
      },
    ])
    expect(config.targets.get('desk')).toMatchObject({ secret: 'a secret of some length' })
  })

  it.each([
    ['{\n "properties": [\n}', 'line 3: this is no JSON'],
    ['', 'line 1: this is no JSON'],
    ['{}', 'line 1: properties: '],
    ['{ "properties": [] }', 'line 1: properties: name at least one property.'],
    [
      '{ "properties": [\n{ "name": "A", "url": "ftp://x" } ] }',
      'line 2: properties.0.url: give an http or https address.',
    ],
    ['{ "properties": [\n{ "name": "A" } ] }', 'line 2: properties.0.url: '],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"evry-minutes": 3 }',
      'line 2: there is no setting "evry-minutes"; did you mean "every-minutes"?',
    ],
    [
      '{ "properties": [\n{\n"name": "A",\n"ulr": "http://a.example" } ] }',
      'line 4: properties.0 has no setting "ulr"; did you mean "url"?',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"alerts": { "x": { "type": "slack",\n"adress": "http://a.example" } } }',
      'line 3: alerts.x has no setting "adress"; there are "type", "url".',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"alerts": { "x": { "typ": "slack", "url": "http://a.example" } } }',
      'line 2: alerts.x.type: give the type "webhook", "slack", "email" or "syslog"; it has "typ" in place of "type".',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"alerts": { "x": { "type": "slack",\n"url": "http://a:b@a.example" } } }',
      'line 3: alerts.x.url: give the address without a user or password.',
    ],
    [
      '{ "properties": [{ "name": "A", "every-minutes": 5,\n"url": "http://a.example",\n"every-minutes": 9 }] }',
      'line 3: "every-minutes" stands here a second time, and first on line 1; keep one of them.',
    ],
    [
      '{ "properties": [{ "name": "A",\n"url": "https://desk:secret@a.example" }] }',
      'line 2: properties.0.url: give the address without a user or password; ',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"evidence": { "folder": "f",\n"key": "nope.key" } }',
      /line 3: evidence\.key: .*nope\.key cannot be read: there is no such file; make a key with "masthead keygen .*nope\.key"\.$/,
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"store": "postgres://de%sk:secret@db.example/x" }',
      'line 2: store: write a "%" in the user or password as "%25".',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"alerts": { "m": { "type": "email",\n"smtp": "smtps://de%sk:secret@mail.example", "from": "a@b.example", "to": ["a@b.example"] } } }',
      'line 3: alerts.m.smtp: write a "%" in the user or password as "%25".',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"alerts": { "m": { "type": "email",\n"smtp": "smtps://mail.example", "from": "a@b.example", "to": "a@b.example" } } }',
      'line 3: alerts.m.to: give a list of e-mail addresses.',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"alerts": { "s": { "type": "syslog", "host": "h",\n"port": 70000 } } }',
      'line 3: alerts.s.port: give a port from 1 to 65535.',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" },\n\n{ "name": "A", "url": "http://b.example" }] }',
      'line 3: properties.1.name: the name is that of property 1, too; give another.',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"name-server": "dns.example" }',
      'line 2: name-server: give an address such as 192.0.2.1, ',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example",\n"alerts": [\n"desk"] }] }',
      'line 3: properties.0.alerts.0: "desk" is not among the alerts below.',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"alerts": {\n"x": {\n"type": "pager" } } }',
      'line 4: alerts.x.type: give the type "webhook", "slack", "email" or "syslog".',
    ],
    [
      '{ "properties": [{ "name": "A", "url": "http://a.example" }],\n"alerts": { "x": { "type": "slack",\n"url": "env:NOT_SET" } } }',
      'line 3: alerts.x.url: the variable NOT_SET is not set.',
    ],
  ])('names line and field of %j', (text, error) => {
    expect(() => read(text)).toThrow(error)
  })

  it('names files of patterns, as seen from its own folder', () => {
    writePack(folder, 'own.json', makePack())
    const properties = '"properties": [{ "name": "A", "url": "http://a.example" }]'
    expect(read(`{ ${properties}, "patterns": ["own.json"] }`).patterns.packs).toContainEqual({
      pack: 'own',
      version: '2026-01-01',
    })
    writePack(folder, 'own.json', makePack({ version: 'today' }))
    expect(() => read(`{ ${properties},\n"patterns": ["own.json"] }`)).toThrow(
      `line 2: patterns: ${join(folder, 'own.json')}, line 3: version: give `,
    )
    expect(() => read(`{ ${properties},\n"patterns": "own.json" }`)).toThrow(
      'line 2: patterns: give a list of files.',
    )
  })

  it('is named where it is not there', () => {
    expect(() => readConfig(join(folder, 'none.json'))).toThrow(
      /none\.json cannot be read: there is no such file;/,
    )
  })
})
