import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { DEFACED, frontPage } from '../../../browser/pages.ts'
import { HOME, World } from './world.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const world = new World()
fake.browser = world.browser
const { addProperty, checkProperty } = await import(
  '../../../../src/extension/background/properties/manage.ts'
)
const { lookAtDue } = await import('../../../../src/extension/background/properties/schedule.ts')
const { propertyLetter } = await import('../../../../src/extension/background/properties/letter.ts')
const { properties } = await import('../../../../src/extension/background/properties/view.ts')
const { closeDatabase } = await import('../../../../src/extension/background/database/open.ts')

const LOCALES = join(import.meta.dirname, '../../../../src/extension/public/_locales')
const SECURITY_TXT = `${HOME}.well-known/security.txt`

beforeEach(async () => {
  await world.reset(closeDatabase)
  for (const language of ['en', 'fr', 'de', 'es', 'ar'])
    world.site[world.browser.runtime.getURL(`_locales/${language}/messages.json`)] = {
      body: readFileSync(join(LOCALES, language, 'messages.json'), 'utf8'),
      type: 'application/json',
    }
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The page is seen well, then altered; gives the incident. */
async function altered(securityTxt: string | null, page = DEFACED): Promise<string> {
  world.site[HOME] = { body: frontPage() }
  if (securityTxt !== null) world.site[SECURITY_TXT] = { body: securityTxt, type: 'text/plain' }
  await addProperty({ url: HOME, domain: 'courier.example' })
  await checkProperty({ url: HOME })
  world.site[HOME] = { body: page }
  await checkProperty({ url: HOME })
  world.later(1)
  await lookAtDue(0)
  const [view] = await properties()
  const id = view?.incidents[0]?.id
  if (id === undefined) throw new Error('There is no incident.')
  return id
}

it('a letter is in the language that is read there, reasons and all, and opens in a mail program', async () => {
  const incident = await altered(
    'Contact: mailto:security@courier.example\nContact: https://courier.example/contact\nPreferred-Languages: de, en\n',
  )
  const letter = await propertyLetter({ url: HOME, incident, language: null })
  expect(letter).toMatchObject({
    language: 'de',
    subject: 'www.courier.example scheint verändert worden zu sein',
  })
  expect(letter.body).toContain('- Jemand behauptet, die Website angegriffen zu haben: “Hacked By”.')
  expect(letter.to.map(({ contact }) => contact)).toEqual([
    'mailto:security@courier.example',
    'https://courier.example/contact',
  ])
  expect(letter.to[0]?.opens).toContain('?subject=www.courier.example%20scheint')
  expect(letter.to[1]?.opens).toBe('https://courier.example/contact')
})

it('a letter is in the language of the page where nobody says more, or in the one that is chosen', async () => {
  const incident = await altered(null)
  expect(await propertyLetter({ url: HOME, incident, language: null })).toMatchObject({
    language: 'fr',
    to: [],
  })
  expect(await propertyLetter({ url: HOME, incident, language: 'ar' })).toMatchObject({ language: 'ar' })
  await expect(propertyLetter({ url: HOME, incident, language: 'xx' })).rejects.toMatchObject({
    failure: { key: 'failure_letter_language' },
  })
})

it('words of the page stand in it as short text that cannot turn it around', async () => {
  const evil = `Hacked by \u202eCrew\u0007 <b>x</b>\r\nBcc: everybody@example.org ${'long '.repeat(5_000)}`
  const incident = await altered(null, DEFACED.replaceAll('Hacked By AnonGhost Team', evil))
  const { subject, body } = await propertyLetter({ url: HOME, incident, language: 'en' })
  expect(subject).toBe('www.courier.example appears to have been altered')
  expect(body.replaceAll('\n', '')).not.toMatch(/[\u202e\p{Cc}]/u)
  expect(body).not.toMatch(/^Bcc:/m)
  expect(body.length).toBeLessThan(3_000)
})

it('there is no letter about what is not known', async () => {
  const incident = '11111111-1111-4111-8111-111111111111'
  await expect(propertyLetter({ url: HOME, incident, language: null })).rejects.toThrow('not known any more')
})
