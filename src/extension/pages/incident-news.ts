/** Where the background tells the extension's own pages that an incident began, went on or ended. */
const CHANNEL = 'incidents'

/** Calls back whenever an incident changed, and when the reader comes back to the page; gives the way to stop. */
export function onIncidentNews(tell: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = tell
  const onVisible = () => document.visibilityState === 'visible' && tell()
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    channel.close()
    document.removeEventListener('visibilitychange', onVisible)
  }
}
