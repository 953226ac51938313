import { toReadableProgram } from '../compose/readable-program.ts'
import { programVariable } from '../compose/services.ts'
import type { Cluster, Workload } from './cluster.ts'
import { hardeningOf } from './hardening.ts'
import { secretsIn, soleSecret, toExpandedText } from './secret-text.ts'

type Variable = { name: string; value: string } | { name: string; valueFrom: { secretKeyRef: { name: string; key: string } } }

/**
 * The variables of a container. A secret alone is a reference; a secret within a longer text, or in the command line, gets a
 * variable of its own before, which the text names.
 */
export function toEnvironment({ plan }: Workload, { application }: Cluster): Variable[] {
  const env = { ...plan.env, ...hardeningOf(plan)?.env, ...(plan.image.from === 'runtime' ? ofRuntime : {}) }
  const nameOf = variableNames(plan.env)
  const referred = new Set(
    [...Object.values(env).filter((value) => soleSecret(value) === undefined), ...(plan.command ?? [])].flatMap(secretsIn),
  )
  const refer = (name: string, key: string): Variable => ({ name, valueFrom: { secretKeyRef: { name: application, key } } })
  return [
    ...[...referred].map((key) => refer(nameOf(key), key)),
    ...Object.entries(env).map(([name, value]) => {
      const key = soleSecret(value)
      if (key !== undefined) return refer(name, key)
      const text = name === programVariable && plan.image.from === 'runtime' ? toReadableProgram(value) : value
      return { name, value: toExpandedText(text, nameOf) }
    }),
  ]
}

/** The command line after the image's entry point. */
export function toArguments({ plan }: Workload): string[] | undefined {
  if (plan.image.from === 'runtime') return ['node', `${runtimeMount}/runtime.mjs`]
  return plan.command?.map((word) => toExpandedText(word, variableNames(plan.env)))
}

/** Where the runtime's bundle is mounted in the containers that it plays services in. */
export const runtimeMount = '/microcosm'

// Each of these has little to do, and many stand on one node.
const ofRuntime = { NODE_ENV: 'production', NODE_OPTIONS: '--max-old-space-size=256 --max-semi-space-size=2' }

/** The variable that holds a secret for texts that name it: a name that the container has no other use for. */
function variableNames(env: Record<string, string>): (key: string) => string {
  return (key) => {
    let name = key
    while (Object.hasOwn(env, name)) name = `SECRET_${name}`
    return name
  }
}
