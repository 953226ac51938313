import { expect, test } from 'vitest'
import { importTexts } from '../app/importers/compose/fixtures/import-texts.ts'
import { queueHasConsumer } from '../app/rules/queue-has-consumer.ts'
import { simulate } from '../simulator/engine/fixtures/simulate.ts'

test('the queue of an import with a consumer is emptied in the prediction, and nobody is told that it is not', () => {
  const { design } = importTexts({
    'compose.yaml': `services:
  log: { image: "apache/kafka:3.9.0" }
  till: { image: acme/till, ports: ["80:8080"], environment: { KAFKA_BOOTSTRAP_SERVERS: "log:9092" } }
  receipts-consumer: { image: acme/receipts, command: [consume, sales], environment: { KAFKA_BOOTSTRAP_SERVERS: "log:9092", KAFKA_GROUP_ID: receipts } }
  look: { image: "acme/kafka-ui:1", environment: { KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS: "log:9092" } }
`,
  })
  if (!design) expect.fail('it was refused')
  expect(queueHasConsumer.check(design)).toEqual([])
  const { components } = simulate(design, undefined, 120, 1).result
  expect(components['receipts-consumer']?.throughput).toBeGreaterThan(15)
  expect(components.log?.queue.max).toBeLessThan(50)
})

test('a gateway without a kind of its own passes each request of an import on to one of its targets', () => {
  const { design } = importTexts({
    'compose.yaml': `services:
  front: { image: "caddy:2", ports: ["80:80"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"] }
  b: { image: acme/b }
  c: { image: acme/c }
`,
    Caddyfile: 'x.example {\n  reverse_proxy /b/* b:8080\n  reverse_proxy c:3000\n}\n',
  })
  if (!design) expect.fail('it was refused')
  const { components } = simulate(design, undefined, 120, 1).result
  const [front = 0, b = 0, c = 0] = ['front', 'b', 'c'].map((id) => components[id]?.throughput)
  expect(Math.min(b, c)).toBeGreaterThan(1)
  expect((b + c) / front).toBeCloseTo(1, 1)
})
