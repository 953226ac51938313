import { external, listOnceOrMap, namePattern, options } from './common-shapes.ts'
import { serviceShape } from './service-shape.ts'
import { either, fields, flag, integer, listOf, mapOf, nothing, type Shape, text } from './shape.ts'

const network = fields({
  name: text,
  driver: text,
  driver_opts: options,
  ipam: fields({
    driver: text,
    config: listOf(fields({ subnet: text, ip_range: text, gateway: text, aux_addresses: mapOf(text) })),
    options: mapOf(text),
  }),
  external,
  internal: flag,
  enable_ipv4: flag,
  enable_ipv6: flag,
  attachable: flag,
  labels: listOnceOrMap,
})
const volume = fields({ name: text, driver: text, driver_opts: options, external, labels: listOnceOrMap })
const secret = {
  name: text,
  environment: text,
  file: text,
  external,
  labels: listOnceOrMap,
  driver: text,
  driver_opts: options,
  template_driver: text,
}
const model = fields({ name: text, model: text, context_size: integer, runtime_flags: listOf(text) }, ['model'])

/** The whole file, once includes are merged. https://github.com/compose-spec/compose-spec/blob/main/spec.md */
export const fileShape: Shape = fields({
  version: text,
  name: text,
  services: mapOf(serviceShape, namePattern),
  networks: mapOf(either(nothing, network), namePattern),
  volumes: mapOf(either(nothing, volume), namePattern),
  secrets: mapOf(fields(secret), namePattern),
  configs: mapOf(fields({ ...secret, content: text }), namePattern),
  models: mapOf(model, namePattern),
})
