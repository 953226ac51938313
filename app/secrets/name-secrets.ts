import type { Component, Design } from '../design/design.ts'
import { isSecret } from './is-secret.ts'
import { redact } from './redact.ts'

export interface InClear {
  component: string
  variable: string
  /** The name under which it would be kept. */
  secret: string
}

/** The variables whose value stands in the design and looks like a secret. */
export function secretsInClear(design: Design): InClear[] {
  return Object.entries(design.components).flatMap(([component, { env }]) =>
    typeof env !== 'object' || env === null
      ? []
      : Object.entries(env).flatMap(([variable, value]) =>
          typeof value === 'string' && isSecret(variable, value) ? [{ component, variable, secret: secretName(component, variable) }] : [],
        ),
  )
}

/**
 * The design as others may have it: a variable that holds a secret names it instead, and from every other text the secret is taken
 * out. A design without secrets comes back as it is.
 */
export function withNamedSecrets(design: Design): { design: Design; named: InClear[] } {
  const named = secretsInClear(design)
  const clean = redactAll(withNames(design, named)) as Design
  return { design: clean, named }
}

function withNames(design: Design, named: InClear[]): Design {
  if (named.length === 0) return design
  const components = Object.entries(design.components).map(([id, component]): [string, Component] => {
    const own = named.filter((each) => each.component === id).map(({ variable, secret }) => [variable, { secret }])
    return [id, own.length === 0 ? component : { ...component, env: { ...(component.env as object), ...Object.fromEntries(own) } }]
  })
  return { ...design, components: Object.fromEntries(components) }
}

/** Keys are names of things that others refer to, and stay. */
function redactAll(value: unknown): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) {
    const items = value.map(redactAll)
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, each]) => [key, redactAll(each)] as const)
  return entries.every(([key, each]) => each === (value as Record<string, unknown>)[key]) ? value : Object.fromEntries(entries)
}

/** `orders-db-password` for `DB_PASSWORD` of `orders`. */
export function secretName(id: string, variable: string): string {
  return `${id}-${variable
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')}`
}
