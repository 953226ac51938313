import * as z from 'zod'
import type { Component, Protocol } from '../design/design.ts'
import { count } from '../design/fields.ts'
import { toServiceProgram } from '../run/to-program.ts'
import { withSecretsWithin } from '../secrets/secret-within.ts'
import { limitsOf, numberOf, textOf } from './capacity-fields.ts'
import type { ContainerContext, ContainerPlan } from './component.ts'

/** The container of a component that is a program: the person's own image or folder, or the stub runtime that plays it. */

// The unprivileged port most frameworks and the stub runtime use.
const defaultPort = 8080

// LOG_LEVEL
const envName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is not a variable: use letters, digits and underscores')
const envValue = z.union([z.string(), z.number(), z.boolean(), z.strictObject({ secret: z.string().regex(/^[a-z][a-z0-9-]*$/) })])

export const programFields = () => ({
  build: z.string().min(1).max(1000).optional().meta({
    title: 'Build from',
    section: 'Container',
    description: 'Folder with a Dockerfile, from the design file.',
  }),
  port: count(1, 65_535).optional().meta({
    title: 'Port',
    absent: defaultPort,
    section: 'Container',
    description: 'Port on which it answers.',
  }),
  env: z.record(envName, envValue).optional().meta({
    title: 'Environment',
    control: 'map',
    section: 'Container',
    description: 'Variables of the container; { secret: name }, or \u0024{secret:name} within a longer text, is kept out of files.',
  }),
})

/** `answers`: the protocols on its port. */
export function toProgramPlan(component: Component, context: ContainerContext, answers: Protocol[]): ContainerPlan {
  const port = numberOf(component, 'port', defaultPort)
  const build = textOf(component, 'build')
  const reference = textOf(component, 'image')
  const common = {
    files: {},
    volumes: [],
    ports: Object.fromEntries(answers.map((protocol) => [protocol, port])),
    replicas: numberOf(component, 'replicas', 1),
    ...limitsOf(component),
  }
  const env = toEnv(component, context)
  if (build === undefined && reference === undefined) {
    const program = toServiceProgram(context.design, context.id, context)
    return {
      ...common,
      image: { from: 'runtime' },
      fidelity: 'stub',
      env: { ...env, MICROCOSM_PROGRAM: JSON.stringify(program) },
      ready: { probe: 'http', port, path: '/healthz' },
      caveats: [],
    }
  }
  return {
    ...common,
    image:
      build === undefined
        ? { from: 'registry', reference: reference ?? '', licence: 'as its publisher states' }
        : { from: 'build', path: build },
    fidelity: "person's image",
    env,
    // Nothing is known about what the image holds, so the only sign of readiness that all have in common is an open port.
    ready: { probe: 'tcp', port },
    // A person's own program has no business being root; where it writes is not known.
    hardening: {},
    caveats: [
      'It runs its own program: work, endpoints, failureRate, concurrency, calls, timeouts, retries, breakers and fallbacks are what that program does.',
    ],
  }
}

function toEnv(component: Component, context: ContainerContext): Record<string, string> {
  const written = (component.env ?? {}) as Record<string, z.infer<typeof envValue>>
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [
      name,
      typeof value === 'object' ? context.secret(value.secret) : withSecretsWithin(String(value), (secret) => context.secret(secret)),
    ]),
  )
}
