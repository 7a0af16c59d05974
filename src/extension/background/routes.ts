import * as v from 'valibot'
import { REPORT_KINDS } from '../../engine/report/report.ts'
import { HOST_BOUND } from '../../engine/signature/codec/local.ts'
import { exportAll, importAll } from './backup.ts'
import { setDomain, setPack, watchStatus } from './choose.ts'
import { dataStatus } from './data-status.ts'
import { dismissBanner } from './dismiss.ts'
import { evidenceKey } from './evidence/key.ts'
import { incidentEvidence, propertyEvidence } from './evidence/save.ts'
import { checkFeed, feedStatus } from './feed/feed-status.ts'
import { changeAndFollow } from './follow.ts'
import { allIncidents, hostHistory } from './history.ts'
import { approveChange, forgetSite, knownSites, learnThisPage, siteKnowledge } from './knowledge.ts'
import { receiveLook } from './look.ts'
import { managedStatus } from './managed.ts'
import { lookOutside } from './outside/look-outside.ts'
import { propertyLetter } from './properties/letter.ts'
import { addProperty, checkProperty, removeProperty, setPropertyInterval } from './properties/manage.ts'
import { INTERVALS } from './properties/property.ts'
import { properties } from './properties/view.ts'
import { isWatchedHost } from './registration.ts'
import { openReport, ownReports, previewReport, submitReport } from './reports/report.ts'
import { previewShare, shareSite } from './reports/share.ts'
import { resetAll } from './reset.ts'
import { fromOwnPage, fromPage, type Routes } from './router.ts'
import { settings, settingsSchema } from './settings.ts'
import { snooze, unsnooze } from './snooze.ts'
import { tabStatus } from './status.ts'
import { exportSites, importSites } from './transfer.ts'
import { checkAgain, incidentView, leave, showAnyway } from './warning.ts'
import { domainSchema } from './watch/choice-name.ts'
import { wishDomain } from './wish.ts'
import { wordingLists } from './wording-lists.ts'

const id = v.pipe(v.string(), v.regex(/^[0-9a-f-]{16,40}$/))
const look = v.strictObject({
  visit: id,
  number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  settled: v.boolean(),
  record: v.unknown(),
})
const tabOnly = v.strictObject({ tab: v.pipe(v.number(), v.integer()) })
const tab = v.strictObject({ tab: v.pipe(v.number(), v.integer()), url: v.string() })

const web = v.pipe(v.string(), v.regex(/^https?:\/\//), v.url())
const webAddress = v.pipe(web, v.maxLength(8_192))
/** As long as a browser lets an address be: the reader is there already. */
const visitedAddress = v.pipe(web, v.maxLength(2_097_152))
const property = v.strictObject({ url: webAddress })
const host = v.pipe(v.string(), v.minLength(1), v.maxLength(HOST_BOUND))
/** All sites of a file, each with all its templates full, in base64. */
const FILE_LENGTH = 80_000_000
const file = v.pipe(v.string(), v.maxLength(FILE_LENGTH))

/** Who may send what, in which shape, and who handles it. */
export const routes: Routes = {
  look: fromPage(look, isWatchedHost, receiveLook),
  report: fromPage(v.strictObject({ visit: id }), isWatchedHost, openReport),
  dismiss: fromPage(v.strictObject({ visit: id }), isWatchedHost, dismissBanner),
  status: fromOwnPage(tab, tabStatus),
  incident: fromOwnPage(v.strictObject({ id }), incidentView),
  leave: fromOwnPage(v.null(), leave),
  checkAgain: fromOwnPage(v.strictObject({ id }), checkAgain),
  showAnyway: fromOwnPage(v.strictObject({ id, isMistake: v.boolean() }), showAnyway),
  watchStatus: fromOwnPage(v.null(), watchStatus),
  setPack: fromOwnPage(v.strictObject({ pack: v.string(), isOn: v.boolean() }), setPack),
  knownSites: fromOwnPage(v.strictObject({ query: v.pipe(v.string(), v.maxLength(HOST_BOUND)) }), knownSites),
  siteKnowledge: fromOwnPage(v.strictObject({ host }), siteKnowledge),
  learnThisPage: fromOwnPage(tab, learnThisPage),
  forgetSite: fromOwnPage(v.strictObject({ host }), forgetSite),
  approveChange: fromOwnPage(
    v.strictObject({ host, template: v.pipe(v.number(), v.safeInteger()) }),
    approveChange,
  ),
  exportSites: fromOwnPage(
    v.strictObject({ hosts: v.nullable(v.array(host)), after: v.nullable(host) }),
    exportSites,
  ),
  importSites: fromOwnPage(v.strictObject({ file, replace: v.boolean() }), importSites),
  managed: fromOwnPage(v.null(), managedStatus),
  settings: fromOwnPage(v.null(), settings),
  changeSettings: fromOwnPage(settingsSchema, (changes) => changeAndFollow(changes)),
  history: fromOwnPage(v.strictObject({ host }), hostHistory),
  incidents: fromOwnPage(v.null(), allIncidents),
  snooze: fromOwnPage(tab, snooze),
  unsnooze: fromOwnPage(tab, unsnooze),
  dataStatus: fromOwnPage(v.null(), dataStatus),
  feedStatus: fromOwnPage(v.null(), (request) => feedStatus(request)),
  checkFeed: fromOwnPage(v.null(), checkFeed),
  wordingLists: fromOwnPage(v.null(), wordingLists),
  exportAll: fromOwnPage(v.null(), exportAll),
  importAll: fromOwnPage(v.strictObject({ file, replace: v.boolean() }), importAll),
  resetAll: fromOwnPage(v.null(), resetAll),
  previewReport: fromOwnPage(
    v.strictObject({
      subject: v.union([tabOnly, v.strictObject({ incident: id })]),
      kind: v.picklist(REPORT_KINDS),
    }),
    previewReport,
  ),
  submitReport: fromOwnPage(v.strictObject({ report: v.unknown() }), submitReport),
  ownReports: fromOwnPage(v.null(), ownReports),
  previewShare: fromOwnPage(v.strictObject({ host }), (request) => previewShare(request)),
  shareSite: fromOwnPage(v.strictObject({ core: v.pipe(v.string(), v.maxLength(4_096)) }), (request) =>
    shareSite(request),
  ),
  lookOutside: fromOwnPage(v.strictObject({ url: visitedAddress }), lookOutside),
  setDomain: fromOwnPage(v.strictObject({ domain: domainSchema, isOn: v.boolean() }), setDomain),
  wishDomain: fromOwnPage(v.strictObject({ domain: v.nullable(domainSchema) }), wishDomain),
  properties: fromOwnPage(v.null(), properties),
  addProperty: fromOwnPage(v.strictObject({ url: webAddress, domain: domainSchema }), addProperty),
  removeProperty: fromOwnPage(property, removeProperty),
  setPropertyInterval: fromOwnPage(
    v.strictObject({ url: webAddress, every: v.picklist(INTERVALS) }),
    setPropertyInterval,
  ),
  checkProperty: fromOwnPage(property, checkProperty),
  propertyLetter: fromOwnPage(
    v.strictObject({
      url: webAddress,
      incident: id,
      language: v.nullable(v.pipe(v.string(), v.maxLength(8))),
    }),
    propertyLetter,
  ),
  propertyEvidence: fromOwnPage(property, propertyEvidence),
  incidentEvidence: fromOwnPage(v.strictObject({ incident: id }), incidentEvidence),
  evidenceKey: fromOwnPage(v.null(), async () => (await evidenceKey()).publicKey),
}
