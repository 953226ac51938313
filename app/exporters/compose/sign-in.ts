import type { ContainerPlan } from '../../catalogue/component.ts'
import { toVariablePrefix } from './variables.ts'

/** What a program uses: where it is, and what runs there. */
interface Used {
  id: string
  plan: ContainerPlan
  address: { host: string; port: number }
}

/**
 * Variables that tell a program of the person's own where something is that it uses and how to sign in, under the names that the AWS
 * export gives them: `ORDERS_DB_HOST`, `_PORT`, `_USERNAME`, `_PASSWORD`, `_NAME`. What the design says itself stays as it is.
 */
export function toSignIn({ env }: ContainerPlan, used: Used[]): Record<string, string> {
  const told = used.flatMap(({ id, plan: { fidelity, login }, address }) => {
    // A service of the person's own is addressed as its programs agreed.
    if (fidelity !== 'real engine' && fidelity !== 'protocol-compatible') return []
    const prefix = toVariablePrefix(id)
    return [
      [`${prefix}_HOST`, address.host],
      [`${prefix}_PORT`, String(address.port)],
      ...(login
        ? [
            [`${prefix}_USERNAME`, login.user],
            [`${prefix}_PASSWORD`, login.password],
          ]
        : []),
      ...(login?.database === undefined ? [] : [[`${prefix}_NAME`, login.database]]),
    ] as [string, string][]
  })
  return Object.fromEntries(told.filter(([name]) => !Object.hasOwn(env, name)))
}
