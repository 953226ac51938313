import { amount, listOrMap, namesOnce } from './common-shapes.ts'
import { anyScalar, either, fields, integer, listOf, nothing, oneOf, type Shape, text } from './shape.ts'

const update = fields({
  parallelism: integer,
  delay: text,
  failure_action: text,
  monitor: text,
  max_failure_ratio: amount,
  order: oneOf('start-first', 'stop-first'),
})

const device = { capabilities: namesOnce, count: either(text, integer), device_ids: namesOnce, driver: text, options: listOrMap }

/** How a service is spread and limited. https://github.com/compose-spec/compose-spec/blob/main/deploy.md */
export const deployShape: Shape = either(
  nothing,
  fields({
    mode: text,
    endpoint_mode: text,
    replicas: integer,
    labels: listOrMap,
    rollback_config: update,
    update_config: update,
    resources: fields({
      limits: fields({ cpus: amount, memory: text, pids: integer }),
      reservations: fields({
        cpus: amount,
        memory: text,
        generic_resources: listOf(fields({ discrete_resource_spec: fields({ kind: text, value: anyScalar }) })),
        devices: listOf(fields(device, ['capabilities'])),
      }),
    }),
    restart_policy: fields({ condition: text, delay: text, max_attempts: integer, window: text }),
    placement: fields({ constraints: listOf(text), preferences: listOf(fields({ spread: text })), max_replicas_per_node: integer }),
  }),
)

export const gpusShape: Shape = either(oneOf('all'), listOf(fields(device)))
