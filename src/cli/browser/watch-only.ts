/**
 * The body of a function that empties the extension's store and has hosts watched, and no others; to be run on one of the
 * extension's own pages, with their names as its first argument.
 */
export const WATCH_ONLY = `
  const [names] = args
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('masthead')
    let isNew = false
    // Where the extension has made no database yet, an empty one must not stand in its way.
    opening.onupgradeneeded = () => {
      isNew = true
      opening.transaction?.abort()
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => (isNew ? resolve(null) : reject(opening.error))
  })
  const stores = [...(database?.objectStoreNames ?? [])]
  if (database !== null && stores.length > 0) {
    const clearing = database.transaction(stores, 'readwrite')
    for (const store of stores) clearing.objectStore(store).clear()
    await new Promise((resolve, reject) => {
      clearing.oncomplete = resolve
      clearing.onerror = () => reject(clearing.error)
    })
  }
  database?.close()
  for (const domain of names) {
    const message = { name: 'setDomain', request: { domain, isOn: true } }
    const answer = await (globalThis.browser ?? chrome).runtime.sendMessage(message)
    if (answer?.ok !== true) throw new Error(domain + ' cannot be watched: ' + (answer?.error ?? 'no answer'))
  }`
