import { variablesOf } from './containers.ts'
import { passwordOf } from './database-users.ts'
import type { QueueRef, Wiring } from './links.ts'
import { toCamelCase, toPascalCase } from './names.ts'
import type { Part, Plan } from './plan.ts'
import { toQueues } from './queues.ts'
import { secretIn } from './secrets.ts'
import { storeOf } from './stores.ts'

/** A secret that the design names and no store makes: its value is put into Secrets Manager by hand. */
export interface SecretRef {
  id: string
  name: string
  construct: string
}

/** What keeps state, and what is told to it. */
export interface Data {
  stores: Part[]
  queues: QueueRef[]
  topics: Part[]
  secrets: SecretRef[]
}

export function toData(plan: Plan, wiring: Wiring): Data {
  return {
    stores: plan.parts.filter(({ role }) => role === 'store'),
    queues: toQueues(plan, wiring),
    topics: plan.parts.filter(({ role }) => role === 'topic'),
    secrets: toSecrets(plan),
  }
}

/** Whether this part waits until a person has filled in what no store makes. */
export function waitsForSecrets({ container }: Part, plan: Plan): boolean {
  return container !== undefined && secretsNamedBy(variablesOf(container)).some((id) => !ownerOf(id, plan))
}

function toSecrets(plan: Plan): SecretRef[] {
  const named = plan.parts.flatMap(({ container }) => (container ? secretsNamedBy(variablesOf(container)) : []))
  return [...new Set(named)].filter((id) => !ownerOf(id, plan)).map((id) => toSecretRef(id, plan))
}

function secretsNamedBy(variables: [name: string, value: string][]): string[] {
  return variables.flatMap(([, value]) => secretIn(value) ?? [])
}

/** The store whose password this secret is. */
export function ownerOf(id: string, { parts }: Plan): Part | undefined {
  return parts.find((part) => part.role === 'store' && storeOf(part).hasCredentials && id === passwordOf(part))
}

export function toSecretRef(id: string, { parts }: Plan): SecretRef {
  const isTaken = parts.some(({ name }) => name === `${toCamelCase(id)}Secret`)
  const word = isTaken ? 'SecretValue' : 'Secret'
  return { id, name: `${toCamelCase(id)}${word}`, construct: `${toPascalCase(id)}${word}` }
}
