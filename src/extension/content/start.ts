import { Looks } from './looks.ts'
import { onNavigation } from './navigations.ts'

/** A page that is rendered ahead has no reader yet, and most never get one. */
if ('prerendering' in document && document.prerendering === true)
  document.addEventListener('prerenderingchange', start, { once: true })
else start()

function start(): void {
  if (window.top !== window) return
  const looks = new Looks()
  addEventListener('pageshow', ({ persisted }) => persisted && looks.begin(true))
  onNavigation(() => looks.turn())
  looks.begin(true)
}
