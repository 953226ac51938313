// How well connections are inferred, against the calls that are known of real systems.
import { join } from 'node:path'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { importCompose } from '../../main/import-compose.ts'
import { readTable } from './cases.mjs'

// Which files of the corpus a system is described by.
const systems = {
  'sock-shop': ['microservices-demo+microservices-demo/deploy/docker-compose', 'docker-compose.yml'],
  petclinic: ['spring-petclinic+spring-petclinic-microservices', 'docker-compose.yml'],
  'otel-demo': [
    'open-telemetry+opentelemetry-demo',
    'compose.yaml',
    'compose.full.yaml',
    'compose.observability.yaml',
    'compose.extras.yaml',
  ],
}
const targets = { precision: 0.9, recall: 0.9 }
const brokers = new Set(kinds.filter(({ family }) => ['queue', 'topic', 'stream'].includes(family)).map(({ kind }) => kind))

export function measureInference(corpus) {
  const edges = readTable(join(corpus, 'edges.csv'))
  const decoys = readTable(join(corpus, 'edges_decoys.csv'))
  return Object.entries(systems).map(([system, [folder, ...names]]) => {
    const files = names.map((name) => join(corpus, folder, name))
    const { design, understood } = importCompose({ files, design: join(corpus, 'a.microcosm.yaml'), environment: {} })
    const services = new Map(understood.map(({ component, service }) => [component, service]))
    const real = new Set(of(edges, system).map(pair))
    // The table says who opens a connection; messages go the other way to those who take them.
    const between = (design?.connections ?? []).filter(({ from }) => services.has(from))
    const drawn = between.map(({ from, to }) => {
      const [there, back] = [`${services.get(from)}->${services.get(to)}`, `${services.get(to)}->${services.get(from)}`]
      return brokers.has(design.components[from].kind) && real.has(back) ? back : there
    })
    const visible = of(edges, system).filter((edge) => edge.compose_evidence !== 'none')
    const precision = drawn.filter((each) => real.has(each)).length / drawn.length
    const recall = visible.filter((edge) => drawn.includes(pair(edge))).length / visible.length
    const taken = of(decoys, system)
      .map(pair)
      .filter((each) => drawn.includes(each))
    const wrong = drawn.filter((each) => !real.has(each))
    const low = precision < targets.precision || recall < targets.recall
    const missed = low ? [`${system} has precision ${precision.toFixed(3)} and recall ${recall.toFixed(3)}`] : []
    return {
      system,
      drawn: drawn.length,
      visible: visible.length,
      precision,
      recall,
      decoys: of(decoys, system).length,
      taken,
      wrong,
      missed,
    }
  })
}

const of = (table, system) => table.filter((row) => row.system === system)
const pair = ({ from, to }) => `${from}->${to}`
