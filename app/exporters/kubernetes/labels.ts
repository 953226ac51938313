import { kindOf } from '../../catalogue/catalogue.ts'
import type { Workload } from './cluster.ts'
import { label } from './manifest.ts'

/** What selects a component's pods. What they are part of is added to every object when an overlay is built. */
export function selectorOf({ name }: Pick<Workload, 'name'>): Record<string, string> {
  return { [label.name]: name }
}

/** Labels of a component's objects. */
export function labelsOf({ name, component, plan }: Workload): Record<string, string> {
  const family = kindOf(component.kind)?.family ?? 'service'
  const version = plan.image.from === 'registry' ? tagOf(plan.image.reference) : undefined
  return {
    [label.name]: name,
    [label.component]: family.replaceAll(' ', '-'),
    ...(version === undefined ? {} : { [label.version]: version }),
  }
}

/** Who owns it, under the keys of the convention for annotations that are read by people (a8r.io). */
export function annotationsOf({ component }: Workload): { annotations?: Record<string, string> } {
  const entries = {
    ...(component.name === undefined ? {} : { 'a8r.io/description': component.name }),
    ...(component.team === undefined ? {} : { 'a8r.io/owner': component.team }),
  }
  return Object.keys(entries).length > 0 ? { annotations: entries } : {}
}

// ghcr.io/acme/orders:1.4@sha256:… -> 1.4
function tagOf(reference: string): string | undefined {
  const [, tag] = /:([\w][\w.-]{0,62})(?:@|$)/.exec(reference) ?? []
  return tag !== undefined && /^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(tag) ? tag : undefined
}
