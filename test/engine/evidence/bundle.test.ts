import { generateKeyPairSync, sign } from 'node:crypto'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type Evidence, manifestBytes, openBundle, packBundle } from '../../../src/engine/evidence/bundle.ts'
import { signedMessage } from '../../../src/engine/feed/signed.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')

const EVIDENCE: Evidence = {
  at: Date.UTC(2026, 0, 7, 11, 30),
  url: 'https://www.courier.example/',
  files: new Map([
    ['page.html', strToU8('<h1>Hacked by nobody</h1>')],
    ['verdict.json', strToU8('{}')],
  ]),
}

const signatureOf = (manifest: Uint8Array, context: 'evidence' | 'owner' = 'evidence') => ({
  key: KEY,
  signature: sign(null, signedMessage(context, manifest), privateKey).toString('hex'),
})

async function bundle(): Promise<Uint8Array> {
  const manifest = await manifestBytes(crypto, EVIDENCE)
  return packBundle(EVIDENCE, manifest, [signatureOf(manifest)])
}

/** The bundle with its files changed by hand. */
async function changed(change: (files: Record<string, Uint8Array>) => void): Promise<Uint8Array> {
  const files = unzipSync(await bundle())
  change(files)
  return zipSync(files)
}

describe('a bundle of evidence', () => {
  it('gives back what was put in, and who signed it', async () => {
    const opened = await openBundle(crypto, await bundle())
    expect(opened).toEqual({ ok: true, value: { ...EVIDENCE, signers: [KEY] } })
  })

  it('has the same bytes for the same evidence', async () => {
    expect(await bundle()).toEqual(await bundle())
  })

  it.each<[string, (files: Record<string, Uint8Array>) => void, string]>([
    [
      'a changed page',
      (files) => (files['page.html'] = strToU8('<h1>All is well, dear</h1>')),
      '"page.html" is not as',
    ],
    ['one letter more', (files) => (files['verdict.json'] = strToU8('{} ')), '"verdict.json" is not as'],
    ['a file less', (files) => delete files['page.html'], '"page.html" is missing'],
    ['a file more', (files) => (files['note.txt'] = strToU8('trust me')), 'holds "note.txt"'],
    ['no manifest', (files) => delete files['manifest.json'], 'has no manifest'],
    ['no signature', (files) => delete files['manifest.sig.json'], 'has no manifest, or nobody signed it'],
    [
      'a changed manifest',
      (files) => {
        const text = new TextDecoder().decode(files['manifest.json'])
        files['manifest.json'] = strToU8(text.replace('courier', 'heralds'))
      },
      'is not signed by the key that it names',
    ],
    ['signatures that are none', (files) => (files['manifest.sig.json'] = strToU8('[]')), 'is not signed by'],
    ['a path in it', (files) => (files['../page.html'] = strToU8('')), 'name is not one of ours'],
  ])('is refused with %s', async (_, change, why) => {
    const opened = await openBundle(crypto, await changed(change))
    expect(opened).toMatchObject({ ok: false, error: expect.stringContaining(why) })
  })

  it('is refused where the signature is of something else', async () => {
    const manifest = await manifestBytes(crypto, EVIDENCE)
    const opened = await openBundle(crypto, packBundle(EVIDENCE, manifest, [signatureOf(manifest, 'owner')]))
    expect(opened.ok).toBe(false)
  })

  it.each([
    ['no archive', strToU8('<html>')],
    ['nothing', new Uint8Array()],
    ['an archive that breaks off', zipSync({ 'manifest.json': strToU8('{}') }).subarray(0, 20)],
    ['an archive that unpacks to far too much', zipSync({ 'page.html': new Uint8Array(121_000_000) })],
    [
      'far too many files',
      zipSync(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}.txt`, strToU8('')]))),
    ],
  ])('is refused where it is %s', async (_, bytes) => {
    const opened = await openBundle(crypto, bytes)
    expect(opened).toMatchObject({ ok: false, error: expect.stringMatching(/^[^.]+\.$/) })
  })
})
