import type { BannerText } from '../messages.ts'

const BOX =
  'all:initial;position:fixed;inset:0 0 auto 0;margin:0;border:0;width:100%;max-width:none;z-index:2147483647;color-scheme:light dark'
const BAR =
  'display:flex;flex-wrap:wrap;gap:8px 16px;align-items:start;padding:12px 16px;font:15px/1.45 system-ui,sans-serif;background:light-dark(#fff4d6,#3b2c05);color:light-dark(#2b2000,#fff1c9);border-block-end:3px solid light-dark(#8a5300,#f0b429)'
const BUTTON =
  'flex:none;font:inherit;min-block-size:32px;padding:2px 12px;color:inherit;background:transparent;border:1px solid currentColor;border-radius:4px;cursor:pointer'

/**
 * A notice over the page, in a closed shadow tree. A courtesy: a page can take it away, the icon it cannot.
 * Everything said in it arrives translated and is set as text. Styles are set through the CSSOM, which a page's
 * own content security policy does not touch.
 */
export class Banner {
  #host: HTMLElement | null = null
  #shown = ''

  constructor(
    readonly onDismiss: () => void,
    readonly onReport: () => void,
  ) {}

  /** Shows a notice, leaves the same one alone, or takes it away. */
  show(text: BannerText | null): void {
    const wanted = text === null ? '' : JSON.stringify(text)
    if (wanted === this.#shown && (text === null || this.#host?.isConnected === true)) return
    this.#host?.remove()
    this.#host = null
    this.#shown = wanted
    if (text !== null) this.#put(this.#build(text))
  }

  /** Does something with the page as it is without the notice. */
  without<T>(work: () => T): T {
    const host = this.#host
    if (host?.isConnected !== true) return work()
    host.remove()
    try {
      return work()
    } finally {
      this.#put(host)
    }
  }

  #put(host: HTMLElement): void {
    this.#host = host
    document.documentElement?.append(host)
    // The top layer, where no z-index of the page reaches.
    host.popover = 'manual'
    host.showPopover()
  }

  #build(text: BannerText): HTMLElement {
    const host = element('div', BOX)
    const bar = element('section', BAR)
    bar.dir = text.direction
    bar.setAttribute('role', 'alertdialog')
    bar.setAttribute('aria-label', text.label)
    const words = element('div', 'flex:1 1 15em')
    words.id = 'words'
    bar.setAttribute('aria-describedby', 'words')
    words.append(element('strong', 'display:block', text.headline))
    for (const reason of text.reasons) words.append(element('div', '', reason))
    const button = element('button', BUTTON, text.dismiss)
    button.addEventListener('click', ({ isTrusted }) => isTrusted && this.#dismiss())
    bar.addEventListener('keydown', ({ key, isTrusted }) => isTrusted && key === 'Escape' && this.#dismiss())
    const report = element('button', BUTTON, text.report)
    report.addEventListener('click', ({ isTrusted }) => isTrusted && this.onReport())
    bar.append(words, button, report)
    host.attachShadow({ mode: 'closed' }).append(bar)
    return host
  }

  #dismiss(): void {
    this.show(null)
    this.onDismiss()
  }
}

function element(tag: string, style: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.style.cssText = style
  made.textContent = text
  return made
}
