/** Who an address says one is, with the password; empty where it says nobody, null where its escapes are none. */
export function userOf(address: string): { user: string; password: string } | null {
  const { username, password } = new URL(address)
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  } catch {
    return null
  }
}

/** Whether an address says who one is, or gives a password. */
export function namesUser(address: string): boolean {
  const { username, password } = new URL(address)
  return username !== '' || password !== ''
}

/** What to do about an address of which nobody can be read. */
export const ESCAPE_HINT = 'write a "%" in the user or password as "%25"'
