import { kindOf } from '../../catalogue/catalogue.ts'
import type { Protocol } from '../../design/design.ts'
import { secretVariable } from '../compose/variables.ts'
import type { Cluster, Workload } from './cluster.ts'
import type { Manifest } from './manifest.ts'
import { secretMark, secretsIn } from './secret-text.ts'
import { signInOf } from './sign-in.ts'

/** How the services of a cloud that speak a protocol know who calls: names of variables that its own libraries read. */
const signed = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const
const credentials: Partial<Record<Protocol, readonly string[]>> = { sqs: signed, sns: signed }

/** What a provider's own service asks of who calls it: over HTTP, AWS has each request signed. */
function credentialsOf(protocol: Protocol, { component }: Workload): readonly string[] {
  return credentials[protocol] ?? (protocol === 'http' && kindOf(component.kind)?.platform === 'aws' ? signed : [])
}

/** The variables with which a workload signs its calls of managed services, from the Secret; nothing where it calls none. */
export function managedSecrets({ id }: Workload, { links, foreign }: Cluster): Record<string, string> {
  if (foreign.length === 0) return {}
  const names = new Set(
    links
      .filter(({ dialler }) => dialler === id)
      .flatMap(({ connection, dialled }) =>
        foreign.filter((one) => one.id === dialled).flatMap((one) => credentialsOf(connection.protocol, one)),
      ),
  )
  return Object.fromEntries([...names].map((name) => [name, secretMark(secretVariable(toSecret(name)))]))
}

/** The keys of the Secret with which its callers sign in to a managed service. */
export function signInKeys(foreign: Workload, cluster: Cluster): string[] {
  const calls = cluster.links.filter(({ dialled }) => dialled === foreign.id)
  const signatures = calls
    .flatMap(({ connection }) => credentialsOf(connection.protocol, foreign))
    .map((name) => secretVariable(toSecret(name)))
  const callers = cluster.workloads.filter(({ id }) => calls.some(({ dialler }) => dialler === id))
  const told = new Set(callers.flatMap((caller) => Object.values(signInOf(caller, cluster)).flatMap(secretsIn)))
  const own = secretsIn(foreign.plan.login?.password ?? '').filter((key) => told.has(key))
  return [...new Set([...signatures, ...own])]
}

const toSecret = (variable: string) => variable.toLowerCase().replaceAll('_', '-')

/** The secrets that callers of managed services need. */
export function managedSecretNames(cluster: Cluster): { name: string; key: string }[] {
  const names = new Set(cluster.workloads.flatMap((workload) => Object.keys(managedSecrets(workload, cluster))))
  return [...names].map((name) => ({ name: toSecret(name), key: secretVariable(toSecret(name)) }))
}

/** What somebody else runs, under the name by which the design calls it: the person writes where it is. */
export function toExternalNames({ foreign }: Cluster): Manifest[] {
  return foreign.map(({ name }) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { type: 'ExternalName', externalName: `${name}.example.com` },
  }))
}
