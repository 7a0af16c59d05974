import { setTimeout as pause } from 'node:timers/promises'

/** Waits until something is the same after so many milliseconds as before. */
export async function untilStill(ask: () => Promise<unknown>, quiet: number): Promise<void> {
  let before = await ask()
  const isSame = async () => {
    await pause(quiet)
    const now = await ask()
    const same = now === before
    before = now
    return same
  }
  await until(isSame, Boolean)
}

/** Milliseconds between two questions: a browser that is asked all the time gets to nothing else. */
const ASKS_AGAIN = 150

/** Waits until something is so, or gives up with what it last was; a browser does its work when it does. */
export async function until<T>(
  ask: () => Promise<T>,
  isSo: (value: T) => boolean,
  patience = 40_000,
): Promise<T> {
  const end = Date.now() + patience
  for (;;) {
    const value = await ask()
    if (isSo(value)) return value
    if (Date.now() > end) throw new Error(`This never came true; at last it was ${JSON.stringify(value)}.`)
    await pause(ASKS_AGAIN)
  }
}
