/** What was asked for, or one sentence saying what was wrong and what to do. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: string }

export const refuse = (error: string): { ok: false; error: string } => ({ ok: false, error })
