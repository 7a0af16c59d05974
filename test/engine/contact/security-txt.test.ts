import { describe, expect, it } from 'vitest'
import { languageFor, messageOf, withMessage } from '../../../src/engine/contact/message.ts'
import { parseSecurityTxt } from '../../../src/engine/contact/security-txt.ts'

const PLAIN = `# Whom to tell
Contact: mailto:security@courier.example
contact:   https://courier.example/security
Expires: 2027-01-01T00:00:00.000Z
Preferred-Languages: fr, en-GB
Contact: tel:+33-1-23-45-67-89
`
const VALUE = {
  contacts: ['mailto:security@courier.example', 'https://courier.example/security', 'tel:+33-1-23-45-67-89'],
  languages: ['fr', 'en-GB'],
  expires: Date.UTC(2027, 0, 1),
}

describe('security.txt', () => {
  it.each([
    ['as it is written', PLAIN],
    ['with the line ends of another system', PLAIN.replace(/\n/g, '\r\n')],
    [
      'signed',
      `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${PLAIN}-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n`,
    ],
  ])('is read %s', (_, text) => {
    expect(parseSecurityTxt(text)).toEqual({ ok: true, value: VALUE })
  })

  it.each([
    ['a script', 'Contact: javascript:alert(1)'],
    ['markup', 'Contact: mailto:<script>@courier.example'],
    ['two addresses', 'Contact: mailto:a@b@courier.example'],
    ['plain http', 'Contact: http://courier.example/'],
    ['ten thousand letters', `Contact: https://courier.example/${'a'.repeat(10_000)}`],
    ['nothing at all', ''],
    ['heads of signed texts without end', '-----BEGIN PGP SIGNED MESSAGE-----\n\n'.repeat(5_000)],
    ['a page', '<!doctype html><title>Hacked</title>'],
  ])('is refused where its contact is %s', (_, text) => {
    expect(parseSecurityTxt(text)).toMatchObject({ ok: false, error: expect.stringContaining('no contact') })
  })

  it('keeps the first ten of too many contacts, and no time that is none', () => {
    const many = Array.from({ length: 50 }, (_, i) => `Contact: mailto:${i}@courier.example`).join('\n')
    const read = parseSecurityTxt(`${many}\nExpires: soon`)
    expect(read.ok && [read.value.contacts.length, read.value.expires]).toEqual([10, null])
  })
})

describe('the message to an owner', () => {
  it.each([
    [['de', 'fr'], 'es', 'de'],
    [['nl'], 'es-MX', 'es'],
    [[], 'ar', 'ar'],
    [[], 'vi', 'en'],
    [[], '', 'en'],
  ])('is in the language that is asked for (%j), the page’s (%s) or English', (asked, page, language) => {
    expect(languageFor(['en', 'fr', 'ar', 'es', 'de'], asked, page)).toBe(language)
  })

  it('stands in a mail address as it is, whatever a page says', () => {
    const message = messageOf(
      'en',
      { subject: '{host} & more', body: '{url}\n{reasons}\n{nothing}' },
      { host: 'a.example', url: 'https://a.example/?b=1&c=2', at: 0, reasons: ['“{url}&body=x”'] },
    )
    const link = withMessage('mailto:desk@a.example?cc=evil@b.example', message)
    expect(link.startsWith('mailto:desk@a.example?subject=a.example%20%26%20more&body=')).toBe(true)
    expect(Object.fromEntries(new URL(link).searchParams)).toEqual({
      subject: 'a.example & more',
      body: 'https://a.example/?b=1&c=2\r\n- “{url}&body=x”\r\n{nothing}',
    })
  })
})
