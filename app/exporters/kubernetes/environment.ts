import { toReadableProgram } from '../compose/readable-program.ts'
import { programVariable } from '../compose/services.ts'
import type { Cluster, Workload } from './cluster.ts'
import type { Form } from './form.ts'
import { hardeningOf } from './hardening.ts'
import { managedSecrets } from './managed.ts'
import { secretsIn, soleSecret, toExpandedText, toShellText } from './secret-text.ts'
import { signInOf } from './sign-in.ts'

type Variable = { name: string; value: string } | { name: string; valueFrom: { secretKeyRef: { name: string; key: string } } }

/**
 * The variables of a container. A secret alone is a reference; a secret within a longer text, or in the command line, gets a
 * variable of its own before, which the text names.
 */
export function toEnvironment(workload: Workload, cluster: Cluster, form: Form): Variable[] {
  const { plan } = workload
  const { [programVariable]: program, ...own } = plan.env
  const standsIn = form === 'stand-in' && program !== undefined
  const confined = hardeningOf(plan)?.env
  const env: Record<string, string> = {
    ...confined,
    ...managedSecrets(workload, cluster),
    ...own,
    ...(form === 'own' ? signInOf(workload, cluster) : {}),
    // A data folder that its user can own, where nobody says another.
    ...(workload.stated ? {} : confined),
    ...(standsIn ? { [programVariable]: program, ...ofRuntime } : {}),
  }
  const nameOf = variableNames(env)
  const texts = Object.values(env).filter((value) => soleSecret(value) === undefined)
  const referred = new Set([...texts, ...commandsOf(workload)].flatMap(secretsIn))
  const refer = (name: string, key: string): Variable => ({ name, valueFrom: { secretKeyRef: { name: cluster.application, key } } })
  return [
    ...[...referred].map((key) => refer(nameOf(key), key)),
    ...Object.entries(env).map(([name, value]) => {
      const key = soleSecret(value)
      if (key !== undefined) return refer(name, key)
      const text = name === programVariable && standsIn ? toReadableProgram(value) : value
      return { name, value: toExpandedText(text, nameOf) }
    }),
  ]
}

function commandsOf({ plan, stated }: Workload): string[] {
  return [...(stated?.entrypoint ?? []), ...(plan.command ?? []), ...(plan.ready.probe === 'exec' ? plan.ready.command : [])]
}

/** What a probe runs. Where it names a secret, a shell puts it in, for in probes nobody else does. */
export function toProbeWords({ plan }: Workload, command: string[]): string[] {
  if (!command.some((word) => secretsIn(word).length > 0)) return command
  const nameOf = variableNames(plan.env)
  const [shell = '', flag, text, ...others] = command
  if (/^(?:\/bin\/)?sh$/.test(shell) && flag === '-c' && text !== undefined && others.length === 0)
    return [shell, flag, toShellText(text, nameOf, false)]
  return ['/bin/sh', '-c', command.map((word) => toShellText(word, nameOf, true)).join(' ')]
}

/** What is started in place of the image's entry point, and its arguments. */
export function toCommand(workload: Workload, cluster: Cluster, form: Form): { command?: string[]; args?: string[]; workingDir?: string } {
  const { id, plan, stated } = workload
  if (form === 'stand-in' && plan.image.from === 'runtime') return { args: ['node', `${runtimeMount}/runtime.mjs`] }
  const nameOf = variableNames(plan.env)
  const toWords = (words: readonly string[]) => words.map((word) => toExpandedText(cluster.hosts.rewrite(id, word), nameOf))
  return {
    ...(stated?.entrypoint && stated.entrypoint.length > 0 ? { command: toWords(stated.entrypoint) } : {}),
    ...(plan.command && plan.command.length > 0 ? { args: toWords(plan.command) } : {}),
    ...(stated?.workingDir ? { workingDir: stated.workingDir } : {}),
  }
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
