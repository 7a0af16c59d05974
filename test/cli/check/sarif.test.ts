import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { look } from '../../../src/cli/check/look.ts'
import type { CheckResult } from '../../../src/cli/check/result.ts'
import { sarifLog } from '../../../src/cli/check/sarif.ts'

const PAGES = join(import.meta.dirname, '../../pages')
const url = 'https://page.example/'
const checked = (target: string, page: string): CheckResult => {
  const html = readFileSync(join(PAGES, page, 'page.html'), 'utf8')
  return { target, url, status: 200, verdict: look({ html, url, status: 200 }) }
}

it('tells findings as results, and what could not be checked beside them', () => {
  const log: unknown = JSON.parse(
    sarifLog([
      checked('a b.html', 'english-home'),
      checked('deep/a b.html', 'defaced-2015-french'),
      checked(url, 'outage-host-down-200'),
      { target: '/none.html', error: 'It cannot be read.' },
    ]),
  )
  const at = (uri: string) => [{ physicalLocation: { artifactLocation: { uri } } }]
  expect(log).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        results: [{ ruleId: 'defaced', level: 'error', locations: at('deep/a%20b.html') }],
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              { level: 'warning', locations: at(url) },
              { message: { text: 'It cannot be read.' }, locations: at('file:///none.html') },
            ],
          },
        ],
      },
    ],
  })
})
