import type { FamilyName } from './signature.ts'

/** Whether a feature stands on so many sites that it tells none from another. */
export function isGeneric(_family: FamilyName, _token: number): boolean {
  return false
}
