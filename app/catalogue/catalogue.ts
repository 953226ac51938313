import type { Kind } from './component.ts'
import { nginx } from './nginx.ts'
import { postgres } from './postgres.ts'
import { rabbitmq } from './rabbitmq.ts'
import { redis } from './redis.ts'
import { service } from './service.ts'
import { traffic } from './traffic.ts'

/** Every kind of component there is, in the order of the palette's families. */
export const kinds: Kind[] = [traffic, nginx, service, rabbitmq, postgres, redis]

const byName = new Map(kinds.map((kind) => [kind.kind, kind]))

export function kindOf(name: string): Kind | undefined {
  return byName.get(name)
}
