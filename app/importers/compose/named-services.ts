import { withCallersWord } from './connections/callers.ts'
import { toKind } from './kinds.ts'
import type { Model } from './model.ts'
import { type Service, toUnnamedServices } from './services.ts'

/** Fifth and sixth phase: services in canonical form, each with what it is by its own word and by that of its callers. */
export function toServices(model: Model): Service[] {
  const services = toUnnamedServices(model)
  return withCallersWord(
    services.map((service) => ({ ...service, ...toKind(service, services, model) })),
    model,
  )
}
