/** Calls back whenever the page turns into another one without being loaded: path or query change, not the fragment. */
export function onNavigation(changed: () => void): void {
  let last = address()
  const check = () => {
    const now = address()
    if (now === last) return
    last = now
    changed()
  }
  // Newer browsers tell of every change; elsewhere only of the steps through history.
  if ('navigation' in globalThis) navigation.addEventListener('currententrychange', check)
  else addEventListener('popstate', check)
}

const address = (): string => location.pathname + location.search
