import builder from 'junit-report-builder'
import { plain, verdictText } from '../texts.ts'
import { findingOf, uncheckedWhy } from './finding.ts'
import type { CheckResult } from './result.ts'

/** All results as JUnit's XML, which every CI reads: a page is a test, an altered one a failure, an unchecked one an error. */
export function junitReport(results: readonly CheckResult[]): string {
  const report = builder.newBuilder()
  const suite = report.testSuite().name('masthead check')
  for (const result of results) {
    const test = suite.testCase().className('masthead').name(plain(result.target))
    const found = findingOf(result)
    if (found !== null)
      test
        .failure(`${found.kind}: ${verdictText(found.kind)}`, found.kind)
        .standardOutput(found.reasons.join('\n'))
    const why = uncheckedWhy(result)
    if (why !== null) test.error(why, 'unchecked')
  }
  // The schema that Jenkins publishes knows no number of skipped tests of all suites together.
  return `${report.build().replace(/(<testsuites\b[^>]*) skipped="\d+"/, '$1')}\n`
}
