import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync } from 'node:fs'
import * as v from 'valibot'
import { type CONTEXTS, parseAscii, signedMessage, toAscii } from '../../engine/feed/signed.ts'
import { readWhole, writeSecret, writeWhole } from '../files.ts'

const keySchema = v.strictObject({
  public: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  private: v.string(),
})
const signaturesSchema = v.array(v.strictObject({ key: v.string(), signature: v.string() }))

/** An Ed25519 key: the public half in hexadecimal, the private one as PKCS #8 in base64. */
export type SigningKey = v.InferOutput<typeof keySchema>

export function newKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    // The last 32 bytes of the SubjectPublicKeyInfo are the key (RFC 8410).
    public: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
    private: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }
}

/** Makes a key and writes it where only its owner may read it; never over another. Gives its public half. */
export function makeKey(file: string): string {
  const key = newKey()
  writeSecret(file, `${JSON.stringify(key)}\n`)
  return key.public
}

function readKey(keyFile: string): SigningKey {
  const bytes = readWhole(keyFile, `make a key with "masthead keygen ${keyFile}"`)
  const parsed = v.safeParse(keySchema, parseAscii(bytes))
  if (parsed.success) return parsed.output
  throw noKey(keyFile)
}

const noKey = (keyFile: string) =>
  new Error(`${keyFile} is no key; "masthead keygen" makes one in another file.`)

/** Throws one sentence where a key cannot sign, before there is anything to sign. */
export function assertSigns(keyFile: string): void {
  const key = readKey(keyFile)
  try {
    signatureWith(key, 'evidence', new Uint8Array())
  } catch {
    throw noKey(keyFile)
  }
}

/** The public half of a key, by which others know it. */
export const publicKeyOf = (keyFile: string): string => readKey(keyFile).public

/** A key's signature, as it stands in the file beside what was signed. */
export const signatureBy = (keyFile: string, context: keyof typeof CONTEXTS, bytes: Uint8Array) =>
  signatureWith(readKey(keyFile), context, bytes)

/** The same by a key that lies in no file. */
export function signatureWith(
  { public: key, private: secret }: SigningKey,
  context: keyof typeof CONTEXTS,
  bytes: Uint8Array,
) {
  const privateKey = createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' })
  return { key, signature: sign(null, signedMessage(context, bytes), privateKey).toString('hex') }
}

/** Adds a key's signature of a root to the file beside it; a key that signed before signs anew. */
export function signRoot(rootFile: string, keyFile: string): number {
  const one = signatureBy(keyFile, 'root', readWhole(rootFile, '"masthead feed root" writes one'))
  const file = `${rootFile}.sig`
  const all = [...signaturesIn(file).filter(({ key }) => key !== one.key), one]
  writeWhole(file, toAscii(all))
  return all.length
}

function signaturesIn(file: string): v.InferOutput<typeof signaturesSchema> {
  if (!existsSync(file)) return []
  const parsed = v.safeParse(signaturesSchema, parseAscii(readWhole(file, 'move it away and sign anew')))
  if (parsed.success) return parsed.output
  throw new Error(`${file} holds no signatures; move it away and sign anew.`)
}
