import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ensureBrowser } from '../../../src/cli/browser/ensure.ts'

let folder: string
let said: string[]
const say = (line: string) => said.push(line)

/** A command of a machine that has nothing else. */
function command(name: string, body: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  return path
}

/** An apt-get that knows some packages, writes down what it was asked, and puts a command there for each. */
function aptThatKnows(...packages: string[]): void {
  const known = packages.map(
    (name) => `*" ${name}") echo '#!/bin/sh' > "${folder}/${name}"
    /bin/chmod +x "${folder}/${name}" ;;`,
  )
  command(
    'apt-get',
    `echo "$@" >> "${folder}/asked"
     case "$*" in --version | update*) ;; ${known.join('\n')} *) exit 100 ;; esac`,
  )
  command('sudo', 'shift; exec "$@"')
}

const asked = () => readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-path-'))
  said = []
  vi.stubEnv('PATH', folder)
  vi.stubEnv('CHROME_PATH', '')
  vi.stubEnv('FIREFOX_PATH', '')
})
afterEach(() => vi.unstubAllEnvs())

// On other systems browsers stand in places that no PATH leads to, and there is no apt.
describe.runIf(process.platform === 'linux')('a browser for the tests', () => {
  it('that is there is taken without a word', () => {
    const path = command('google-chrome', '')
    expect(ensureBrowser('chromium', say)).toBe(path)
    expect(said).toEqual([])
  })

  it('is not a folder of its name, nor a file that cannot be run', () => {
    mkdirSync(join(folder, 'chromium'))
    writeFileSync(join(folder, 'chromium-browser'), '')
    const path = command('google-chrome', '')
    expect(ensureBrowser('chromium', say)).toBe(path)
  })

  it('is the one that is named, whatever else is there', () => {
    command('firefox', '')
    vi.stubEnv('FIREFOX_PATH', '/opt/firefox')
    expect(ensureBrowser('firefox', say)).toBe('/opt/firefox')
  })

  it('that is missing is fetched with apt, which is said', () => {
    aptThatKnows('chromium')
    expect(ensureBrowser('chromium', say)).toBe(join(folder, 'chromium'))
    expect(said).toEqual([
      'No chromium browser here: getting chromium with apt-get (this needs the network once).',
    ])
    expect(asked().at(-1)).toBe('install -y -qq --no-install-recommends chromium')
  })

  it('goes by another name on other distributions', () => {
    aptThatKnows('firefox')
    expect(ensureBrowser('firefox', say)).toBe(join(folder, 'firefox'))
    expect(asked().at(-2)).toContain(' firefox-esr')
  })

  it('that cannot be had is asked for in one sentence', () => {
    aptThatKnows()
    expect(() => ensureBrowser('firefox', say)).toThrow(
      'No firefox browser was found and none could be installed; install one, or name it in FIREFOX_PATH.',
    )
  })

  it('is not fetched where there is no apt', () => {
    expect(() => ensureBrowser('firefox', say)).toThrow('install one, or name it in FIREFOX_PATH')
    expect(said).toEqual([])
  })
})
