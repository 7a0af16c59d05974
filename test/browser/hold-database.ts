/** What runs on one of the extension's own pages to put its database into a state that it did not choose. */

interface Wanted {
  version: number
  /** Stores that this version has; all there are where none is named. */
  only?: string[]
  /** Indexes that this version does not have, as `store.index`. */
  withoutIndexes?: string[]
}

/**
 * Makes the database anew with all that is in it, but in another version, and keeps it open until it is let go of,
 * whoever asks for it.
 */
export async function holdDatabase({ version, only = [], withoutIndexes = [] }: Wanted): Promise<void> {
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const before = await asked(indexedDB.open('masthead'))
  const names = [...before.objectStoreNames].filter((name) => only.length === 0 || only.includes(name))
  const reading = before.transaction(names)
  const stores = await Promise.all(
    names.map(async (name) => {
      const store = reading.objectStore(name)
      const kept = [...store.indexNames].filter((index) => !withoutIndexes.includes(`${name}.${index}`))
      const indexes = kept.map((index) => store.index(index))
      return {
        name,
        keyPath: store.keyPath,
        indexes: indexes.map((index) => ({ name: index.name, keyPath: index.keyPath })),
        records: await asked(store.getAll()),
      }
    }),
  )
  before.close()
  await asked(indexedDB.deleteDatabase('masthead'))
  const opening = indexedDB.open('masthead', version)
  opening.onupgradeneeded = () => {
    for (const { name, keyPath, indexes, records } of stores) {
      const store = opening.result.createObjectStore(name, { keyPath })
      for (const index of indexes) store.createIndex(index.name, index.keyPath)
      for (const record of records) store.put(record)
    }
  }
  Reflect.set(globalThis, 'held', await asked(opening))
}

export function letGoOfDatabase(): void {
  const held: unknown = Reflect.get(globalThis, 'held')
  if (held instanceof IDBDatabase) held.close()
}

/** Writes a choice that changes nothing; gives the name of what kept it from being written, or nothing. */
export function writeAnything(): Promise<string> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('masthead')
    opening.onerror = () => resolve(opening.error?.name ?? '')
    opening.onsuccess = () => {
      const writing = opening.result.transaction('choices', 'readwrite')
      writing.objectStore('choices').put({ kind: 'domain', name: 'example.org', isOn: false })
      writing.oncomplete = () => resolve('')
      writing.onabort = () => resolve(writing.error?.name ?? '')
      opening.result.close()
    }
  })
}

/**
 * Once a page of the host was looked at, has one transaction over the incidents go on until its own page is closed:
 * whoever else wants to write one waits. Timers are slow in a tab that nobody sees, the database is not.
 */
export function holdIncidentsAfterLook(host: string): void {
  const opening = indexedDB.open('masthead')
  opening.onsuccess = () => {
    const stores = opening.result
    const hold = () => {
      const store = stores.transaction('incidents', 'readwrite').objectStore('incidents')
      const again = () => {
        store.count().onsuccess = again
      }
      again()
    }
    const wait = () => {
      const asking = stores.transaction('visits').objectStore('visits').getAll()
      asking.onsuccess = () => {
        const hosts = asking.result.map((visit: unknown) => Reflect.get(Object(visit), 'host'))
        if (hosts.includes(host)) hold()
        else wait()
      }
    }
    wait()
  }
}
