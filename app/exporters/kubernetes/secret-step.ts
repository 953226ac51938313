import { programVariable } from '../compose/services.ts'
import type { Cluster } from './cluster.ts'
import { secretsIn } from './secret-text.ts'
import { builtInKeys, type UsedSecret, usedSecrets } from './secrets.ts'
import { commands, quoted } from './shell.ts'

/** How the Secret is made that production needs; nothing where there is none. `before`: what makes its namespace. */
export function toSecretStep(cluster: Cluster, before: string[] = []): string[] {
  const { application } = cluster
  const secrets = usedSecrets(cluster, false)
  if (secrets.length === 0) return []
  const keys = `${secrets.length > 1 ? 'keys' : 'key'} ${secrets.map(({ key }) => `\`${key}\``).join(', ')}`
  const what = `Make the Secret \`${application}\` with the ${keys}: from your vault by an operator such as External Secrets, or by hand`
  return [`${what}${toSource(secrets, cluster)}:\n\n${commands([...before, ...toCommands(secrets, application)])}`]
}

function toSource(secrets: UsedSecret[], cluster: Cluster): string {
  const lines = secrets.filter(({ file }) => file === undefined)
  if (lines.length === 0) return ''
  return `, from a FILE with a line \`KEY=value\` for each${lines.length < secrets.length ? ' that is no file' : ''}${toHint(cluster)}${toKept(cluster)}`
}

/** What is not to be made anew. */
function toKept(cluster: Cluster): string {
  const keys = builtInKeys(cluster).map((key) => `\`${key}\``)
  if (keys.length === 0) return ''
  return `; ${keys.join(', ')} ${keys.length > 1 ? 'have' : 'has'} to be what your own files say, for images have it built in`
}

/** What to know of values that stand within addresses. */
function toHint({ workloads }: Cluster): string {
  const isIn = (value: string) => value.includes('://') && secretsIn(value).length > 0
  const some = workloads.some(({ plan }) => Object.entries(plan.env).some(([name, value]) => name !== programVariable && isIn(value)))
  return some ? '; letters and digits are safe everywhere, also within the addresses that some of them stand in' : ''
}

/** kubectl takes lines or whole files, and not both at once. */
function toCommands(secrets: UsedSecret[], application: string): string[] {
  const kubectl = `kubectl -n ${application}`
  const create = `${kubectl} create secret generic ${application}`
  const files = secrets.flatMap(({ key, file }) => (file === undefined ? [] : [{ key, file: quoted(file) }]))
  if (files.length === secrets.length) return [[create, ...files.map(({ key, file }) => `--from-file=${key}=${file}`)].join(' ')]
  return [
    `${create} --from-env-file=FILE`,
    ...files.map(
      ({ key, file }) => `${kubectl} patch secret ${application} -p "{\\"data\\":{\\"${key}\\":\\"$(base64 < ${file} | tr -d '\\n')\\"}}"`,
    ),
  ]
}
