/** Where the extension's own pages hear of it. */
const CHANNEL = 'incidents'

/** Tells every open page of the extension that an incident changed; which one, it asks for itself. */
export function tellPages(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(null)
  channel.close()
}
