import type { Report } from '../../../engine/report/report.ts'

/** What of a report goes along. */
export interface Parts {
  signs: boolean
  sketch: boolean
}

/** The report without what the reader keeps back. */
export const leftOut = (report: Report, { signs, sketch }: Parts): Report => ({
  ...report,
  signs: signs ? report.signs : [],
  sketch: sketch ? report.sketch : { text: [], structure: [] },
})
