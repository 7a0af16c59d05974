/**
 * Runs in a page before its own scripts: takes back every step that a script of the page starts to another document.
 * An answer from the server would come too late, for the parser stops where such a step starts, and does not go on
 * when nothing comes of it. A form stops it before anybody is asked.
 */
export function stayHere(): void {
  if (window.top !== window) return
  HTMLFormElement.prototype.submit = () => {}
  addEventListener('submit', (event) => event.preventDefault())
  navigation.addEventListener('navigate', (event) => {
    if (event.cancelable && !event.destination.sameDocument) event.preventDefault()
  })
}
