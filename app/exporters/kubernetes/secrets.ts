import { programVariable } from '../compose/services.ts'
import { secretVariable } from '../compose/variables.ts'
import type { Cluster, Workload } from './cluster.ts'
import { managedSecretNames } from './managed.ts'
import { secretsIn } from './secret-text.ts'
import { signInOf } from './sign-in.ts'

/** A secret that containers are given. */
export interface UsedSecret {
  name: string
  key: string
  /** It stands in a file of this name, so its value may have many lines. */
  file?: string
}

/** Every secret that the files name, once; `standIns`: with those that only stand-ins need. */
export function usedSecrets(cluster: Cluster, standIns: boolean): UsedSecret[] {
  const named = new Map(cluster.secrets.map(({ name, key }) => [key, name]))
  const keys = [...cluster.workloads, ...(standIns ? cluster.foreign : [])].flatMap((workload) => keysOf(workload, standIns))
  const told = cluster.workloads.flatMap((workload) => Object.values(signInOf(workload, cluster)).flatMap(secretsIn))
  const toUsed = (key: string): UsedSecret => ({ key, name: named.get(key) ?? key })
  const found: UsedSecret[] = [
    ...keys.map(toUsed),
    ...managedSecretNames(cluster),
    ...told.map(toUsed),
    ...cluster.workloads.flatMap(filesOf),
  ]
  const seen = new Set<string>()
  return found.filter(({ key }) => (seen.has(key) ? false : Boolean(seen.add(key))))
}

/** Keys whose values images have built in, so that nobody can choose others. */
export function builtInKeys({ workloads }: Cluster): string[] {
  const keys = workloads.flatMap(({ plan, stated }) =>
    [...(stated?.builtIn.keys() ?? [])].flatMap((name) => secretsIn(plan.env[name] ?? '')),
  )
  return [...new Set(keys)]
}

function keysOf({ plan, stated }: Workload, standIns: boolean): string[] {
  const { [programVariable]: program = '', ...own } = plan.env
  const texts = [
    ...Object.values(own),
    ...(plan.command ?? []),
    ...(stated?.entrypoint ?? []),
    ...(plan.ready.probe === 'exec' ? plan.ready.command : []),
    ...(standIns ? [program] : []),
  ]
  return texts.flatMap(secretsIn)
}

function filesOf({ stated }: Workload): UsedSecret[] {
  return (stated?.mounts ?? []).flatMap((mount) =>
    mount.from === 'files'
      ? mount.files.flatMap((file) => ('secret' in file ? [{ name: file.secret, key: secretVariable(file.secret), file: file.name }] : []))
      : [],
  )
}
