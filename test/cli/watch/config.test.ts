import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/cli/watch/config.ts'

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
      'line 2: evry-minutes: ',
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

  it('is named where it is not there', () => {
    expect(() => readConfig(join(folder, 'none.json'))).toThrow(/none\.json cannot be read \(ENOENT/)
  })
})
