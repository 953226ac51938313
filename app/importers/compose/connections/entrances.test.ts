import { describe, expect, test } from 'vitest'
import type { Design } from '../../../design/design.ts'
import { readDocument } from '../../../design/document.ts'
import { renderDesign } from '../../../design/write-document.ts'
import { checkDocument } from '../../../rules/rules.ts'
import { decideConnections } from '../../decide-connections.ts'
import { importTexts } from '../fixtures/import-texts.ts'

/** People come in where something is published to them. */

function entrancesOf(...services: string[]) {
  const { design, inferred } = importTexts({ 'compose.yaml': `services:\n${services.map((service) => `  ${service}\n`).join('')}` })
  const proposed = inferred.filter(({ connection }) => connection.from === 'people')
  return {
    design: design as Design,
    inferred,
    taken: proposed.filter(({ accepted }) => accepted).map(({ connection }) => connection.to),
    left: proposed.filter(({ accepted }) => !accepted).map(({ connection }) => connection.to),
  }
}

const api = 'api: { image: acme/api, ports: ["8080:3000"], depends_on: [db] }'
const db = 'db: { image: "postgres:16", ports: ["5432:5432"] }'

describe('an import with a published port', () => {
  test('has people in front of it, who send requests, and none in front of a store or a worker', () => {
    const { design, taken, left, inferred } = entrancesOf(api, db, 'worker: { image: acme/api, command: worker, depends_on: [db] }')
    expect([taken, left]).toEqual([['api'], []])
    expect(design.components.people).toEqual({ kind: 'traffic', name: 'People', rate: 20 })
    expect(inferred[0]).toMatchObject({ reason: 'api publishes port 3000 as 8080, so people come in there.', place: { line: 2 } })
    expect(checkDocument(readDocument(renderDesign(design))).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test.each([
    ['a gateway first of all', ['edge: { image: "nginx:1.28", ports: ["80:80"] }', api], ['edge'], ['api']],
    [
      'a site that calls the gateway as well',
      ['edge: { image: "nginx:1.28", ports: ["80:80"] }', 'site: { image: a, ports: ["81:81"], environment: { API: "http://edge" } }', api],
      ['edge', 'site'],
      ['api'],
    ],
    [
      'who calls the others first',
      ['site: { image: acme/site, ports: ["3000:3000"], environment: { API: "http://api:3000" } }', api],
      ['site'],
      ['api'],
    ],
    ['both where neither calls the other', ['site: { image: acme/site, ports: ["3000:3000"] }', api], ['site', 'api'], []],
    [
      'what its pages call in the browser too',
      [
        'site: { image: a, ports: ["8888:8888"], depends_on: [proxy], environment: { API: "http://localhost:5000" } }',
        'proxy: { image: b, ports: ["5000:80"] }',
      ],
      ['site', 'proxy'],
      [],
    ],
    [
      'what a site calls and browsers call as well',
      [
        'site: { image: a, ports: ["80:80"], environment: { API: "http://api:3000", PUBLIC_API: "http://localhost:8080/v1" } }',
        'api: { image: b, ports: ["8080:3000"] }',
      ],
      ['site', 'api'],
      [],
    ],
    [
      'an object store from which pages have browsers fetch',
      [
        'site: { image: a, ports: ["80:80"], environment: { FILES: "http://localhost:9090", SHOWN: "http://localhost:3001" } }',
        'files: { image: minio/minio, ports: ["9090:9000"] }',
        'm: { image: grafana/grafana, ports: ["3001:3000"] }',
      ],
      ['site', 'files'],
      ['m'],
    ],
    [
      'what is a gateway by its name',
      [
        'site: { image: a, ports: ["80:80"], environment: { API: "http://api-gateway:3000" } }',
        'api-gateway: { image: b, ports: ["8080:3000"] }',
      ],
      ['site', 'api-gateway'],
      [],
    ],
    ['not what this machine alone can reach', ['site: { image: a, ports: ["127.0.0.1:80:80"] }', 'b: { image: b, ports: [80] }'], [], []],
    [
      'not consoles and what shows measurements',
      ['look: { image: provectuslabs/kafka-ui, ports: ["80:80"] }', 'm: { image: grafana/grafana, ports: ["3000:3000"] }'],
      [],
      [],
    ],
    [
      'neither who gets his work from a broker, where others are published, nor what keeps measurements',
      [
        'shop: { image: a, ports: ["80:80"], environment: { BUS: "amqp://bus" } }',
        'bills: { image: b, ports: ["81:81"], environment: { BUS: "amqp://bus", BILLS_CONSUMER_GROUP: b } }',
        'bus: { image: "rabbitmq:4" }',
        'm: { image: "grafana/mimir:2.17.4", ports: ["9009:9009"] }',
      ],
      ['shop'],
      ['bills'],
    ],
    [
      'not what makes requests itself, nor what shows measurements, which are proposed; the site before whom nobody else stands is',
      [
        'requester: { image: "acme/beasts:requester", ports: ["4001:4001"], depends_on: [server] }',
        'server: { image: "acme/beasts:server", ports: ["4000:4000"] }',
        'site: { image: "acme/beasts:site", ports: ["3001:80"], depends_on: [server] }',
        'load: { image: "grafana/k6:1.5.0", ports: ["6565:6565"] }',
        'm: { image: "grafana/grafana:12.3.1", ports: ["3000:3000"] }',
      ],
      ['site'],
      ['server', 'requester', 'load', 'm'],
    ],
    [
      'not at the ports at which programs are measured or debugged',
      ['api: { image: a, ports: ["9229:9229", "80:3000"] }', 'worker: { image: b, ports: ["9102:9102"] }'],
      ['api'],
      [],
    ],
    ['at such a port where nothing else is published', ['bot: { image: a, ports: ["5005:5005"] }'], ['bot'], []],
    ['once, where that is what shows measurements', ['bi: { image: "metabase/metabase:v0.50", ports: ["3000:3000"] }'], ['bi'], []],
    ['not datagrams', ['dns: { image: a, ports: ["53:53/udp"] }'], [], []],
  ])('%s', (_what, services, taken, left) => {
    const found = entrancesOf(...services, db)
    expect([found.taken, found.left]).toEqual([taken, left])
    expect('people' in found.design.components).toBe(taken.length > 0)
  })

  test('asks by which path people come to each of several, and of one alone does not', () => {
    const { inferred } = entrancesOf('vote: { image: a, ports: ["8080:80"] }', 'result: { image: b, ports: ["8081:80"] }')
    expect(inferred.map(({ reason, confidence }) => [reason, confidence])).toEqual([
      [
        'vote publishes port 80 as 8080, so people come in there, as they do at result: give each a path by which requests are told apart, or leave one out.',
        0.6,
      ],
      [
        'result publishes port 80 as 8081, so people come in there, as they do at vote: give each a path by which requests are told apart, or leave one out.',
        0.6,
      ],
    ])
  })

  test('has no people where the person says so in the preview', () => {
    const { design, inferred } = entrancesOf(api, db)
    const decided = decideConnections(design, inferred, new Map([['people->api', false]]))
    expect(Object.keys(decided.components)).toEqual(['api', 'db'])
    expect(decided.connections).toEqual([{ from: 'api', to: 'db', protocol: 'postgres' }])
  })

  test('calls them otherwise where a service has their name', () => {
    const { design } = entrancesOf('people: { image: acme/people, ports: ["80:80"] }')
    expect(design.connections).toEqual([{ from: 'people-2', to: 'people', protocol: 'http' }])
  })
})
