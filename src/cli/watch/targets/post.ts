import { fetch } from 'undici'

/** Milliseconds that a target may take. */
export const PATIENCE = 15_000

/** Posts JSON; throws where it was not taken. Redirects are not followed: what is sent may hold a secret. */
export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
    headers: { 'content-type': 'application/json', 'user-agent': 'masthead', ...headers },
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`it answers ${response.status}`)
}
