import { kindOf } from '../../catalogue/catalogue.ts'
import type { Part } from './plan.ts'

/** A gateway whose configuration is written with the image: it routes and waits as the design says. */
export function isConfigured({ component, container, stated }: Part): boolean {
  const family = kindOf(component.kind)?.family
  return !stated && (family === 'gateway' || family === 'balancer') && Object.keys(container?.files ?? {}).length > 0
}
