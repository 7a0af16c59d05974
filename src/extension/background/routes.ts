import * as v from 'valibot'
import { setDomain, setPack, watchStatus } from './choose.ts'
import { dismissBanner } from './dismiss.ts'
import { approveChange, forgetSite, knownSites, learnThisPage, siteKnowledge } from './knowledge.ts'
import { receiveLook } from './look.ts'
import { isWatchedHost } from './registration.ts'
import { fromOwnPage, fromPage, type Routes } from './router.ts'
import { tabStatus } from './status.ts'
import { exportSites, importSites } from './transfer.ts'
import { incidentView, leave, showAnyway } from './warning.ts'

const id = v.pipe(v.string(), v.regex(/^[0-9a-f-]{16,40}$/))
const domain = v.pipe(
  v.string(),
  v.maxLength(253),
  v.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/),
)
const look = v.strictObject({
  visit: id,
  number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  settled: v.boolean(),
  record: v.unknown(),
})
const tab = v.strictObject({ tab: v.pipe(v.number(), v.integer()), url: v.string() })

const host = v.pipe(v.string(), v.minLength(1), v.maxLength(253))
/** All sites a browser keeps, each with all its templates full, in base64. */
const FILE_BOUND = 80_000_000

/** Who may send what, in which shape, and who handles it. */
export const routes: Routes = {
  look: fromPage(look, isWatchedHost, receiveLook),
  dismiss: fromPage(v.strictObject({ visit: id }), isWatchedHost, dismissBanner),
  status: fromOwnPage(tab, tabStatus),
  incident: fromOwnPage(v.strictObject({ id }), incidentView),
  leave: fromOwnPage(v.strictObject({ id }), leave),
  showAnyway: fromOwnPage(v.strictObject({ id, isMistake: v.boolean() }), showAnyway),
  watchStatus: fromOwnPage(v.null(), watchStatus),
  setPack: fromOwnPage(v.strictObject({ pack: v.string(), isOn: v.boolean() }), setPack),
  knownSites: fromOwnPage(v.null(), knownSites),
  siteKnowledge: fromOwnPage(v.strictObject({ host }), siteKnowledge),
  learnThisPage: fromOwnPage(v.strictObject({ tab: v.pipe(v.number(), v.integer()) }), learnThisPage),
  forgetSite: fromOwnPage(v.strictObject({ host }), forgetSite),
  approveChange: fromOwnPage(
    v.strictObject({ host, template: v.pipe(v.number(), v.safeInteger()) }),
    approveChange,
  ),
  exportSites: fromOwnPage(v.strictObject({ hosts: v.nullable(v.array(host)) }), exportSites),
  importSites: fromOwnPage(
    v.strictObject({ file: v.pipe(v.string(), v.maxLength(FILE_BOUND)), replace: v.boolean() }),
    importSites,
  ),
  setDomain: fromOwnPage(v.strictObject({ domain, isOn: v.boolean() }), setDomain),
}
