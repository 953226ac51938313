import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { toHeap } from './memory-bound.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed: a search over a warm index takes some milliseconds, with a long tail for wide ones.
const work: Work = { time: '8ms', distribution: 'lognormal', cv: 1.5 }
// The search pool has (cores x 3) / 2 + 1 threads: https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/thread-pool-settings
const atOnce = 7
const image = 'docker.elastic.co/elasticsearch/elasticsearch:9.1.0'

/** One node of Elasticsearch; the threads of its search pool are its workers. */
export const elasticsearch: Kind = {
  kind: 'elasticsearch',
  label: 'Elasticsearch',
  family: 'search',
  icon: 'search',
  summary: 'Search engine over JSON documents; searches share a small pool of threads.',
  keywords: ['search', 'full text', 'lucene', 'index', 'elk', 'logs'],
  ...serverParts({
    work,
    working: 'Time one search takes.',
    atOnce: {
      parameter: 'concurrency',
      title: 'Concurrency',
      absent: atOnce,
      unit: 'requests',
      description: 'Searches that run at once; 7 threads are those of four cores.',
    },
    image,
  }),
  accepts: ['http'],
  offers: [],
  images: ['elasticsearch/elasticsearch', 'elasticsearch', 'bitnami/elasticsearch'],
  servers: ['elasticsearch', 'eswrapper'],
  cdk: { construct: 'SearchDomain' },
  leastMemoryBytes: 1024 * 2 ** 20,
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'Elastic-2.0 or SSPL-1.0 or AGPL-3.0' },
      {
        ports: { http: 9200 },
        env: {
          'discovery.type': 'single-node',
          'xpack.security.enabled': 'false',
          // The heap is fixed, since it would take half of the machine else.
          ES_JAVA_OPTS: toHeap(component, '512m'),
        },
        ready: { probe: 'http', port: 9200, path: '/_cluster/health?wait_for_status=yellow&timeout=1s' },
        volumes: ['/usr/share/elasticsearch/data'],
        hardening: { user: 1000 },
        caveats: ['It answers without a password: let nothing but its callers reach it.'],
      },
    ),
}
