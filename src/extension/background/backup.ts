import type { RestoreResult, SavedSites } from '../messages.ts'
import { parseBackup, toBackup } from './backup-file.ts'
import { openDatabase } from './database/open.ts'
import { KEPT, trim } from './database/trim.ts'
import { fileFailure } from './file-failure.ts'
import { changeAndFollow, followChoices } from './follow.ts'
import { managed } from './managed.ts'
import { MOST_PROPERTIES, newProperty, propertyAddress } from './properties/property.ts'
import { setPropertyAlarm } from './properties/schedule.ts'
import { syncRegistration } from './registration.ts'
import { setSettings } from './settings.ts'
import { takeable } from './take-settings.ts'
import { takeSites } from './take-sites.ts'
import { exportSites } from './transfer.ts'

/** Everything that is kept. Of sites that are more than one file holds, the others come after the host `next`. */
export async function exportAll(): Promise<SavedSites> {
  const database = await openDatabase()
  const [{ file, next }, choices, decisions, incidents, properties, set] = await Promise.all([
    exportSites({ hosts: null, after: null }),
    database.getAll('choices'),
    database.getAll('decisions'),
    database.getAll('incidents'),
    database.getAll('properties'),
    setSettings(),
  ])
  return { file: toBackup({ settings: set, choices, decisions, incidents, properties, sites: file }), next }
}

const STORES = ['sites', 'choices', 'decisions', 'incidents', 'properties'] as const

/**
 * Takes in what `exportAll` or `exportSites` wrote: all of it in one transaction, or nothing. What is here already
 * stays as it is, unless `replace` says otherwise, and so does what an organisation has decided on; chosen sites that the
 * browser does not let us read wait for that.
 */
export async function importAll({
  file,
  replace,
}: {
  file: string
  replace: boolean
}): Promise<RestoreResult> {
  const parsed = parseBackup(file)
  if (!parsed.ok) throw fileFailure(parsed.error, parsed.fault)
  const { value: restored, otherVersion } = parsed
  const { sites, choices, decisions, incidents, properties } = restored
  const taken = await takeable(restored.settings, replace)
  const { isWatchLocked } = await managed()
  const database = await openDatabase()
  const transaction = database.transaction(STORES, 'readwrite')
  const result: RestoreResult = {
    sites: await takeSites(transaction.objectStore('sites'), { value: sites, otherVersion }, replace),
    choices: 0,
    decisions: 0,
    incidents: 0,
    properties: 0,
    leftOut: { settings: taken.leftOut, choices: 0 },
  }
  for (const choice of choices) {
    const here = await transaction.objectStore('choices').get([choice.kind, choice.name])
    if (isWatchLocked && here?.isOn !== choice.isOn) result.leftOut.choices++
    if (isWatchLocked || (here !== undefined && !replace)) continue
    await transaction.objectStore('choices').put(choice)
    result.choices++
  }
  for (const decision of decisions) {
    const key: [string, string] = [decision.host, decision.fingerprint]
    if ((await transaction.objectStore('decisions').getKey(key)) !== undefined && !replace) continue
    await transaction.objectStore('decisions').put(decision)
    result.decisions++
  }
  for (const incident of incidents) {
    if ((await transaction.objectStore('incidents').getKey(incident.id)) !== undefined && !replace) continue
    await transaction.objectStore('incidents').put(incident)
    result.incidents++
  }
  const owned = transaction.objectStore('properties')
  for (const property of properties) {
    const address = propertyAddress(property.url)
    const isKnown = (await owned.getKey(address)) !== undefined
    if (isKnown ? !replace : (await owned.count()) >= MOST_PROPERTIES) continue
    const { addedAt, every, checks, contacts } = property
    await owned.put({ ...newProperty(address, Date.now()), addedAt, every, checks, contacts })
    result.properties++
  }
  await trim(transaction.objectStore('decisions').index('age'), KEPT.decisions)
  await trim(transaction.objectStore('incidents').index('age'), KEPT.incidents)
  await transaction.done
  try {
    // A file without any sets none, not even to what holds without a word.
    if (Object.keys(taken.changes).length > 0) await changeAndFollow(taken.changes, replace ? choices : [])
  } finally {
    // What is in the database counts from now on, whatever became of the settings.
    await syncRegistration()
    await setPropertyAlarm()
    await followChoices()
  }
  return result
}
