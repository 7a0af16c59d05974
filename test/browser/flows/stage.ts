import { until } from '../until.ts'
import { type Driver, type View, words } from './driver.ts'

/** What a reader does, button by button; each on a newspaper of its own, for all share one browser. */
export interface Flow {
  name: string
  host: string
  /** What the newspaper shows at first. */
  page: string
  /** What it sends with every page. */
  headers?: Readonly<Record<string, string>>
  run(stage: FlowStage): Promise<void>
}

/** A browser, and a newspaper's front page. */
export interface Place {
  driver: Driver
  home: string
}

export interface FlowStage extends Place {
  /** Changes what it shows from now on, and what to whom it does not know again by a cookie. */
  serve(page: string, toStrangers?: string): void
}

export const isWarning = (address: string) => address.includes('/pages/warning/')
export const says = (view: View, key: string) =>
  until(
    () => view.text(),
    (text) => text.includes(words(key)),
  )
export const isAt = (view: View, address: string) =>
  until(
    () => view.location(),
    (now) => now === address,
  )

export async function recordsOf(
  driver: Driver,
  store: string,
  home: string,
): Promise<Record<string, unknown>[]> {
  const all = await driver.stored(store)
  const host = new URL(home).hostname
  return Array.isArray(all) ? all.filter((one) => one.host === host) : []
}

export const hasDecided = ({ driver, home }: FlowStage, decision: string | null) =>
  until(
    () => recordsOf(driver, 'decisions', home),
    (all) => (decision === null ? all.length === 0 : all.length === 1 && all[0]?.decision === decision),
  )

/** The newspaper in a new tab, taken off it by the warning. */
export async function warned({ driver, home }: Place): Promise<View> {
  const view = await driver.open(home)
  await until(() => view.location(), isWarning)
  await says(view, 'warning_leave')
  return view
}

/** The newspaper in a new tab, with the banner over it. */
export async function withBanner({ driver, home }: Place): Promise<View> {
  const view = await driver.open(home)
  await until(
    () => driver.banner(view),
    (shown) => shown.includes(words('banner_headline')),
  )
  return view
}

/** The newspaper in a new tab, looked at. */
export async function lookedAt({ driver, home }: Place): Promise<View> {
  const view = await driver.open(home)
  await until(
    () => recordsOf(driver, 'visits', home),
    (all) => all.length > 0,
  )
  return view
}

export const isGone = (stage: FlowStage, view: View) =>
  until(
    () => stage.driver.banner(view),
    (shown) => shown === '',
  )

export const opened = ({ driver }: FlowStage, ...parts: string[]) =>
  until(
    () => driver.addresses(),
    (all) => all.some((address) => parts.every((part) => address.includes(part))),
  )

/** The newspaper in a new tab, learned as its own by a reader who says that it is. */
export async function learned(stage: Place): Promise<View> {
  const view = await lookedAt(stage)
  const popup = await stage.driver.popup()
  await popup.press(words('popup_data'))
  await says(popup, 'known_standing_provisional')
  await popup.press(words('known_learn'))
  await says(popup, 'known_standing_trusted')
  await popup.close()
  return view
}
