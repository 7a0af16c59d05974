import { generate } from 'selfsigned'

export interface Certificate {
  key: string
  cert: string
}

/**
 * A certificate of our own for a server on this machine. Browsers under test are told to accept it for any host,
 * so it names none.
 */
export async function selfSignedCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
  })
  return { key, cert }
}
