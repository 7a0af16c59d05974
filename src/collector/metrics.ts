import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the collector tells of itself, for Prometheus. */
export function makeMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    reports: new Counter({
      name: 'masthead_reports_total',
      help: 'Reports by what became of them',
      labelNames: ['result'],
      registers,
    }),
    requests: new Histogram({
      name: 'masthead_request_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    cases: new Gauge({
      name: 'masthead_cases',
      help: 'Cases by state',
      labelNames: ['state'],
      registers,
    }),
    looks: new Counter({
      name: 'masthead_looks_total',
      help: 'Pages the collector opened itself',
      registers,
    }),
    sequence: new Gauge({
      name: 'masthead_feed_sequence',
      help: 'Sequence of the last publication',
      registers,
    }),
    failures: new Counter({
      name: 'masthead_failures_total',
      help: 'Rounds that failed, by what they do',
      labelNames: ['round'],
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof makeMetrics>
